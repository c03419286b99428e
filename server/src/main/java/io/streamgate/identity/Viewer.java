package io.streamgate.identity;

import io.streamgate.lease.id.ViewerId;

/**
 * Who watches, as the identification of a request has found.
 *
 * @param id under which the viewer's streams are kept
 */
public record Viewer(ViewerId id) {}
