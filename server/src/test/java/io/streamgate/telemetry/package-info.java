/** Metrics and logs. */
@NullMarked
package io.streamgate.telemetry;

import org.jspecify.annotations.NullMarked;
