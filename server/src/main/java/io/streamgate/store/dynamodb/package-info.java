/** The store for any number of nodes: one DynamoDB item per viewer, updated conditionally. */
@NullMarked
package io.streamgate.store.dynamodb;

import org.jspecify.annotations.NullMarked;
