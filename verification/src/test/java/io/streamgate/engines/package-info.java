/** DynamoDB engines to test against: processes, or a real table. */
@NullMarked
package io.streamgate.engines;

import org.jspecify.annotations.NullMarked;
