/** Tests of each endpoint on a running server, one fact per test. */
@NullMarked
package io.streamgate.http.api;

import org.jspecify.annotations.NullMarked;
