/** The HTTP contract, one fact a test, asked of a running server. */
@NullMarked
package io.streamgate.http;

import org.jspecify.annotations.NullMarked;
