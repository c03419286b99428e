/** How a node reacts to a failing table, and to a crowd. */
@NullMarked
package io.streamgate.store.dynamodb.fault;

import org.jspecify.annotations.NullMarked;
