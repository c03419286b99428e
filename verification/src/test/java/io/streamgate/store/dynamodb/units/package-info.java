/** What the table charges for what a viewer does. */
@NullMarked
package io.streamgate.store.dynamodb.units;

import org.jspecify.annotations.NullMarked;
