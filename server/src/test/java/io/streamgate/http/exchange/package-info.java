/** The HTTP model of the endpoints, without a connection. */
@NullMarked
package io.streamgate.http.exchange;

import org.jspecify.annotations.NullMarked;
