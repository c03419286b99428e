/** Benchmarks of Streamgate. Run with {@code ./make.sh bench}. */
@NullMarked
package io.streamgate.bench;

import org.jspecify.annotations.NullMarked;
