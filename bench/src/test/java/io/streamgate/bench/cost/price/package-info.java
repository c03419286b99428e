/** Tests of the cost arithmetic. */
@NullMarked
package io.streamgate.bench.cost.price;

import org.jspecify.annotations.NullMarked;
