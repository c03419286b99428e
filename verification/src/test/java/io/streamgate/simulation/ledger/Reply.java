package io.streamgate.simulation.ledger;

import io.streamgate.limiter.Listing;
import io.streamgate.limiter.StartAnswer;
import io.streamgate.limiter.StreamAnswer;
import java.util.Locale;

/** What a player is answered, as the limiter gave it. */
public sealed interface Reply {

  /** To a start. */
  record ToStart(StartAnswer answer) implements Reply {}

  /** To a heartbeat, an amendment or an end. */
  record ToStream(StreamAnswer answer) implements Reply {}

  /** To a look at the list. */
  record ToLook(Listing listing) implements Reply {}

  /** To anything: the store did not answer, and nothing has happened. */
  record Busy() implements Reply {}

  /** What it is called in traces and counts. */
  default String name() {
    return switch (this) {
      case ToStart(var answer) -> name(answer);
      case ToStream(var answer) -> name(answer);
      case ToLook _ -> "listing";
      case Busy _ -> "busy";
    };
  }

  private static String name(Object answer) {
    return answer.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
