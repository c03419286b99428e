/** What calling DynamoDB takes of the caller's CPU. Run by {@code ./make.sh bench cpu}. */
@NullMarked
package io.streamgate.bench.cpu;

import org.jspecify.annotations.NullMarked;
