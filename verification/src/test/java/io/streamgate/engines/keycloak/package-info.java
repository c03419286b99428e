/** A real identity provider to test against: Keycloak, in a process of its own. */
@NullMarked
package io.streamgate.engines.keycloak;

import org.jspecify.annotations.NullMarked;
