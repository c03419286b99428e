/** HTTP on raw sockets, so that a test decides when each byte is sent. */
@NullMarked
package io.streamgate.endtoend.wire;

import org.jspecify.annotations.NullMarked;
