/** The wire: framing, routing, who asks, problems. Knows bytes, and no rule about streams. */
@NullMarked
package io.streamgate.http.edge;

import org.jspecify.annotations.NullMarked;
