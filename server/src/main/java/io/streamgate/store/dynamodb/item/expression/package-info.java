/** Conditional updates as DynamoDB's expressions. Pure. */
@NullMarked
package io.streamgate.store.dynamodb.item.expression;

import org.jspecify.annotations.NullMarked;
