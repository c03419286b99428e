/** Measures what each way to identify a viewer costs, and a flood of tokens that do not verify. */
@NullMarked
package io.streamgate.bench.http.identity;

import org.jspecify.annotations.NullMarked;
