/** Fetches keys from servers that misbehave. */
@NullMarked
package io.streamgate.http.client;

import org.jspecify.annotations.NullMarked;
