/** The calls to the table: their deadlines, their bound, what they cost, and why they fail. */
@NullMarked
package io.streamgate.store.dynamodb.table;

import org.jspecify.annotations.NullMarked;
