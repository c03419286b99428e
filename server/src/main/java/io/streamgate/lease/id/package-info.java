/** The ids of viewers, devices and streams. */
@NullMarked
package io.streamgate.lease.id;

import org.jspecify.annotations.NullMarked;
