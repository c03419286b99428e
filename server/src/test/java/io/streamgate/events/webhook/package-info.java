/** Tests of deliveries. */
@NullMarked
package io.streamgate.events.webhook;

import org.jspecify.annotations.NullMarked;
