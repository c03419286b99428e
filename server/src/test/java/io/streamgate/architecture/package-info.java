/**
 * The gates: what a reviewer would otherwise have to watch for in every change. Each one lists its
 * faults in sentences that say what to do instead, and its test plants a fault to see it found.
 */
@NullMarked
package io.streamgate.architecture;

import org.jspecify.annotations.NullMarked;
