/** Tests of the scripts behind the cost figures. */
@NullMarked
package io.streamgate.bench.cost;

import org.jspecify.annotations.NullMarked;
