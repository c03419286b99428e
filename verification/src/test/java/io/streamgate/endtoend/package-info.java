/** Tests the promises on real servers: processes, sockets, signals, a disk and real time. */
@NullMarked
package io.streamgate.endtoend;

import org.jspecify.annotations.NullMarked;
