/** A running server and a client to ask it with. */
@NullMarked
package io.streamgate.http;

import org.jspecify.annotations.NullMarked;
