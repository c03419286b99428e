/** The settings of events. */
@NullMarked
package io.streamgate.config.events;

import org.jspecify.annotations.NullMarked;
