/** What arrives on connections: how many there are, how long it takes, how large it is. */
@NullMarked
package io.streamgate.http.edge.wire;

import org.jspecify.annotations.NullMarked;
