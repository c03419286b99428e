/** Identifies viewers by their address in {@code x-forwarded-for}. */
@NullMarked
package io.streamgate.identity.forwarded;

import org.jspecify.annotations.NullMarked;
