/** The viewer is an address, as a proxy passes it on in {@code x-forwarded-for}. */
@NullMarked
package io.streamgate.identity.forwarded;

import org.jspecify.annotations.NullMarked;
