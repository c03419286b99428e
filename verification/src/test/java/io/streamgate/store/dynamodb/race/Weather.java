package io.streamgate.store.dynamodb.race;

import io.streamgate.faults.Fault;
import io.streamgate.faults.Faults;

/** What a race is run in. */
enum Weather {
  CALM,
  /** One in five answers of the table never comes, though it did what it was asked. */
  LOST_ANSWERS,
  /** Every second node's clock is 2 s ahead. */
  CLOCKS_APART;

  private static final double LOST = 0.2;
  private static final double SECONDS_APART = 2;

  Faults faults(long seed) {
    return switch (this) {
      case CALM, CLOCKS_APART -> Faults.none();
      case LOST_ANSWERS -> Faults.share(LOST, seed, Fault.Plain.DROP_ANSWER);
    };
  }

  /** How far the clock of that node is ahead. */
  double secondsAhead(int node) {
    return switch (this) {
      case CALM, LOST_ANSWERS -> 0;
      case CLOCKS_APART -> node % 2 * SECONDS_APART;
    };
  }
}
