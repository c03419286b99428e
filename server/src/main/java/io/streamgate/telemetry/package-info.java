/** Metrics and logs, as listeners to events. */
@NullMarked
package io.streamgate.telemetry;

import org.jspecify.annotations.NullMarked;
