/**
 * What a player can do: start, heartbeat, amend, end, find, list. Emits an event for each outcome.
 */
@NullMarked
package io.streamgate.limiter;

import org.jspecify.annotations.NullMarked;
