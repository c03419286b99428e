/** One viewer's streams as attributes of one item, and the expressions that change it. Pure. */
@NullMarked
package io.streamgate.store.dynamodb.item;

import org.jspecify.annotations.NullMarked;
