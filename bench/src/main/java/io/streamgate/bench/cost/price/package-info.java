/** The cost arithmetic. Pure. */
@NullMarked
package io.streamgate.bench.cost.price;

import org.jspecify.annotations.NullMarked;
