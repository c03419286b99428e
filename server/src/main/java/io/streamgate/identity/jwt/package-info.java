/** Identifies viewers by access tokens, which are signed JWTs (RFC 7519, 8725, 9068). */
@NullMarked
package io.streamgate.identity.jwt;

import org.jspecify.annotations.NullMarked;
