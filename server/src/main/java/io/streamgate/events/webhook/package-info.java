/** Delivers events to one URL, signed as Standard Webhooks has it. */
@NullMarked
package io.streamgate.events.webhook;

import org.jspecify.annotations.NullMarked;
