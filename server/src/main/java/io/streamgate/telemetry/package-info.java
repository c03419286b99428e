/** Metrics and logs, as listeners of what happens. */
@NullMarked
package io.streamgate.telemetry;

import org.jspecify.annotations.NullMarked;
