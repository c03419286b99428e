/**
 * The endpoints for operators who ask what viewers do: levels, ranks, and events as they happen.
 */
@NullMarked
package io.streamgate.http.admin.usage;

import org.jspecify.annotations.NullMarked;
