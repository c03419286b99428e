/** Players in numbers, what they were answered, and whether it was true. */
@NullMarked
package io.streamgate.endtoend.crowd;

import org.jspecify.annotations.NullMarked;
