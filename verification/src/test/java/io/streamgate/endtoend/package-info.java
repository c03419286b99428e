/** What the promises come to for real: server processes, sockets, signals, a disk, real time. */
@NullMarked
package io.streamgate.endtoend;

import org.jspecify.annotations.NullMarked;
