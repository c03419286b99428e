/** Nodes for tests that need several of them, or a failing table. */
@NullMarked
package io.streamgate.store.dynamodb.node;

import org.jspecify.annotations.NullMarked;
