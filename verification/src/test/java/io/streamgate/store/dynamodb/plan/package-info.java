/** Plans with rules, and operators' overrides, on a table that several nodes share. */
@NullMarked
package io.streamgate.store.dynamodb.plan;

import org.jspecify.annotations.NullMarked;
