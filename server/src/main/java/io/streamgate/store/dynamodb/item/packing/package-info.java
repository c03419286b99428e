/** Details in few bytes. Pure. */
@NullMarked
package io.streamgate.store.dynamodb.item.packing;

import org.jspecify.annotations.NullMarked;
