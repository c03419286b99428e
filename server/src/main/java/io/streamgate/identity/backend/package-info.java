/** Identifies viewers for whom back ends speak, by keys in requests. */
@NullMarked
package io.streamgate.identity.backend;

import org.jspecify.annotations.NullMarked;
