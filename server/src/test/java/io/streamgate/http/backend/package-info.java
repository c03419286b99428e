/** Back ends and what they say of viewers, on a running server. */
@NullMarked
package io.streamgate.http.backend;

import org.jspecify.annotations.NullMarked;
