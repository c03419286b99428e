/** The table's charges for a viewer's requests. */
@NullMarked
package io.streamgate.store.dynamodb.units;

import org.jspecify.annotations.NullMarked;
