package io.streamgate.store.dynamodb.node;

import java.time.Duration;

/**
 * How long a node's client waits.
 *
 * @param attempt for an answer, before it asks again
 * @param call for an answer to any of its attempts, before it gives up
 */
public record Patience(Duration attempt, Duration call) {

  /** For races: no request is overtaken by its own repetition, however busy the machine is. */
  public static final Patience LONG = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30));

  /** For faults: a test waits for it to end. */
  public static final Patience SHORT = new Patience(Duration.ofMillis(150), Duration.ofMillis(600));
}
