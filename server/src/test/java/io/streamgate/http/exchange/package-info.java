/** What endpoints know of HTTP, without a connection. */
@NullMarked
package io.streamgate.http.exchange;

import org.jspecify.annotations.NullMarked;
