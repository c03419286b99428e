package io.streamgate.store.dynamodb.node;

import java.time.Duration;

/**
 * The timeouts of a node's client.
 *
 * @param attempt the timeout of an attempt, after which it is retried
 * @param call the timeout of a call, over all attempts
 */
public record Patience(Duration attempt, Duration call) {

  /** For races: no retry overtakes its request, however busy the machine is. */
  public static final Patience LONG = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30));

  /** For faults: tests wait for these timeouts. */
  public static final Patience SHORT = new Patience(Duration.ofMillis(150), Duration.ofMillis(600));
}
