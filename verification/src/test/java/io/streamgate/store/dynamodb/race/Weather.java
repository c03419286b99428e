package io.streamgate.store.dynamodb.race;

import io.streamgate.faults.Fault;
import io.streamgate.faults.Faults;

/** The conditions of a race. */
enum Weather {
  CALM,
  /** One in five of the table's answers is lost, although the request was applied. */
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

  /** How far that node's clock is ahead. */
  double secondsAhead(int node) {
    return switch (this) {
      case CALM, LOST_ANSWERS -> 0;
      case CLOCKS_APART -> node % 2 * SECONDS_APART;
    };
  }
}
