/** Tests of events for other systems. */
@NullMarked
package io.streamgate.events;

import org.jspecify.annotations.NullMarked;
