/** The cost of a stream in DynamoDB. Run with {@code ./make.sh bench cost}. */
@NullMarked
package io.streamgate.bench.cost;

import org.jspecify.annotations.NullMarked;
