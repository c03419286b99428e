/**
 * Whether what concurrent calls were answered can be put into an order in which one call after the
 * other would have been answered so.
 */
@NullMarked
package io.streamgate.linearizability;

import org.jspecify.annotations.NullMarked;
