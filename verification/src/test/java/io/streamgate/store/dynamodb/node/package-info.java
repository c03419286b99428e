/** Nodes for tests that need more than one, or one whose table fails it. */
@NullMarked
package io.streamgate.store.dynamodb.node;

import org.jspecify.annotations.NullMarked;
