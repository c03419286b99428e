package io.streamgate.config.events;

import io.streamgate.events.CloudEvents;
import io.streamgate.events.webhook.WebhookTarget;
import org.jspecify.annotations.Nullable;

/**
 * Where events go.
 *
 * @param webhook null if there is none
 */
public record EventSettings(
    Lines lines, @Nullable WebhookTarget webhook, CloudEvents.Viewers viewers) {

  /** Whether events are lines of stdout. */
  public enum Lines {
    NONE,
    STDOUT
  }
}
