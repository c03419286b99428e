/** What is told of what happens. */
@NullMarked
package io.streamgate.telemetry;

import org.jspecify.annotations.NullMarked;
