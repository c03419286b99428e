/** A client that loads an HTTP server from one thread, and measures what it answers. */
@NullMarked
package io.streamgate.bench.load;

import org.jspecify.annotations.NullMarked;
