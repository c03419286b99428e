/** Incoming data on connections. */
@NullMarked
package io.streamgate.http.edge.wire;

import org.jspecify.annotations.NullMarked;
