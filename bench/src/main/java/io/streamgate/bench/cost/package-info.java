/** What a stream costs in DynamoDB. Run by {@code ./make.sh bench cost}. */
@NullMarked
package io.streamgate.bench.cost;

import org.jspecify.annotations.NullMarked;
