/**
 * Players, nodes and a table in one thread, determined by one seed: thousands of hours in seconds,
 * with the invariants checked after each change and each answer.
 */
@NullMarked
package io.streamgate.simulation;

import org.jspecify.annotations.NullMarked;
