/** The endpoints: a class for each, from a call to the limiter's answer to JSON. */
@NullMarked
package io.streamgate.http.api;

import org.jspecify.annotations.NullMarked;
