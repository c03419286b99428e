/** Streamgate's stores as a library, beside what one would pick instead. */
@NullMarked
package io.streamgate.bench.compare;

import org.jspecify.annotations.NullMarked;
