/** Rows of the table that are not streams: the secrets that nodes share, and what operators did. */
@NullMarked
package io.streamgate.store.dynamodb.row;

import org.jspecify.annotations.NullMarked;
