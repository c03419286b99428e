/** Holds docs/api/openapi.yaml against the running server, and the server against it. */
@NullMarked
package io.streamgate.http.contract;

import org.jspecify.annotations.NullMarked;
