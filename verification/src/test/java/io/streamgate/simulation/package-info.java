/**
 * The limiter, its kernel and a store in a world that one thread simulates: players, a network that
 * loses and repeats, crashes, clocks that step. What a seed does, it does each time.
 */
@NullMarked
package io.streamgate.simulation;

import org.jspecify.annotations.NullMarked;
