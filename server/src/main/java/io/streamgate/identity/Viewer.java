package io.streamgate.identity;

import io.streamgate.lease.id.ViewerId;

/** An identified viewer. */
public record Viewer(ViewerId id) {}
