/** The HTTP server: framing, routing, identification, failures. Knows no rule about streams. */
@NullMarked
package io.streamgate.http.edge;

import org.jspecify.annotations.NullMarked;
