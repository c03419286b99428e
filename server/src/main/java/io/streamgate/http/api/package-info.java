/** The endpoints of the API, one class each: from a call to the limiter to JSON. */
@NullMarked
package io.streamgate.http.api;

import org.jspecify.annotations.NullMarked;
