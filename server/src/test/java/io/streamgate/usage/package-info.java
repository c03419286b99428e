/** Tests of counters and sketches. */
@NullMarked
package io.streamgate.usage;

import org.jspecify.annotations.NullMarked;
