/**
 * Players, nodes and a table in one thread and by one seed: thousands of hours in seconds, with
 * what always has to hold looked at after each change and each answer.
 */
@NullMarked
package io.streamgate.simulation.nodes;

import org.jspecify.annotations.NullMarked;
