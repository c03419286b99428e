/** A single-threaded load driver for HTTP servers. Measures throughput and latency. */
@NullMarked
package io.streamgate.bench.load;

import org.jspecify.annotations.NullMarked;
