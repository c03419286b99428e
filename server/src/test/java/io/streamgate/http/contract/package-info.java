/** Checks docs/api/openapi.yaml against the running server, and vice versa. */
@NullMarked
package io.streamgate.http.contract;

import org.jspecify.annotations.NullMarked;
