/** What a node makes of a table that fails it, and of a crowd. */
@NullMarked
package io.streamgate.store.dynamodb.fault;

import org.jspecify.annotations.NullMarked;
