/**
 * Checks whether the answers to concurrent calls can be explained by an order in which the calls
 * ran one after the other.
 */
@NullMarked
package io.streamgate.linearizability;

import org.jspecify.annotations.NullMarked;
