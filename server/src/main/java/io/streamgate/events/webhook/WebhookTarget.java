package io.streamgate.events.webhook;

import java.net.URI;
import java.util.List;

/**
 * Where deliveries go.
 *
 * @param secrets at least one; each delivery has a signature by each, so that they can be replaced
 */
public record WebhookTarget(URI url, List<WebhookSecret> secrets) {
  public WebhookTarget {
    secrets = List.copyOf(secrets);
  }
}
