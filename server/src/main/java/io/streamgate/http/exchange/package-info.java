/** What endpoints know of HTTP: routes, calls and answers. Knows no connection and no stream. */
@NullMarked
package io.streamgate.http.exchange;

import org.jspecify.annotations.NullMarked;
