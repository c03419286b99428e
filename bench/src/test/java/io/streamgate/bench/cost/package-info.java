/** The arithmetic behind the figures of the cost. */
@NullMarked
package io.streamgate.bench.cost;

import org.jspecify.annotations.NullMarked;
