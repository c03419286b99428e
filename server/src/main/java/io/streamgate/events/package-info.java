/** Tells other systems what happened, as CloudEvents: on stdout, by a webhook, and to operators. */
@NullMarked
package io.streamgate.events;

import org.jspecify.annotations.NullMarked;
