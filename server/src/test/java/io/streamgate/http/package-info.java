/** A running server, and a client for it. */
@NullMarked
package io.streamgate.http;

import org.jspecify.annotations.NullMarked;
