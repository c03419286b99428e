/** DynamoDBs to test against: each in a process of its own, or a real table. */
@NullMarked
package io.streamgate.engines;

import org.jspecify.annotations.NullMarked;
