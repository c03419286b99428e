/** A server process and the identity provider whose access tokens it accepts. */
@NullMarked
package io.streamgate.endtoend.identity;

import org.jspecify.annotations.NullMarked;
