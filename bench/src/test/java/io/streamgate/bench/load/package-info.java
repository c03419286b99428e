/** The client of the benchmarks, against servers that do as they are told. */
@NullMarked
package io.streamgate.bench.load;

import org.jspecify.annotations.NullMarked;
