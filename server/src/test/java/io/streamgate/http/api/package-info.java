/** Each endpoint, one fact a test, asked of a running server. */
@NullMarked
package io.streamgate.http.api;

import org.jspecify.annotations.NullMarked;
