/**
 * The store for any number of nodes: one item per viewer in one DynamoDB table, changed by
 * conditional updates. A node keeps nothing between two calls.
 */
@NullMarked
package io.streamgate.store.dynamodb;

import org.jspecify.annotations.NullMarked;
