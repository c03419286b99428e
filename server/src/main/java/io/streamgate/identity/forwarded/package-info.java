/** Identifies viewers by the address that proxies pass on in a header. */
@NullMarked
package io.streamgate.identity.forwarded;

import org.jspecify.annotations.NullMarked;
