/** Compares Streamgate's stores, as a library, with the usual alternatives. */
@NullMarked
package io.streamgate.bench.compare;

import org.jspecify.annotations.NullMarked;
