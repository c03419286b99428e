/** The item and its expressions, as text. */
@NullMarked
package io.streamgate.store.dynamodb.item.packing;

import org.jspecify.annotations.NullMarked;
