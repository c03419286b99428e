/** Events, received by other programs. */
@NullMarked
package io.streamgate.endtoend.events;

import org.jspecify.annotations.NullMarked;
