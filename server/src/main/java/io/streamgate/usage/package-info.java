/** How many streams viewers watch at once, and which viewers stand out: counters and sketches. */
@NullMarked
package io.streamgate.usage;

import org.jspecify.annotations.NullMarked;
