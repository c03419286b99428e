/** Connections: how many are open, how long requests take to arrive, how large bodies are. */
@NullMarked
package io.streamgate.http.edge.wire;

import org.jspecify.annotations.NullMarked;
