/** The keys that access tokens are signed with: their formats, and when they are fetched. */
@NullMarked
package io.streamgate.identity.jwt.keys;

import org.jspecify.annotations.NullMarked;
