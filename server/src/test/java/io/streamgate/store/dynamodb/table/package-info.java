/** Calls to the table. */
@NullMarked
package io.streamgate.store.dynamodb.table;

import org.jspecify.annotations.NullMarked;
