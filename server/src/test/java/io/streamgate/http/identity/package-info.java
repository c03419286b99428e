/** Viewers with credentials, over HTTP. */
@NullMarked
package io.streamgate.http.identity;

import org.jspecify.annotations.NullMarked;
