/** How viewers, devices and streams are named. */
@NullMarked
package io.streamgate.lease.id;

import org.jspecify.annotations.NullMarked;
