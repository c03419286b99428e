/** The calls to the table: deadlines, limits, cost and failures. */
@NullMarked
package io.streamgate.store.dynamodb.table;

import org.jspecify.annotations.NullMarked;
