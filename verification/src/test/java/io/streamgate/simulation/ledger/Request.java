package io.streamgate.simulation.ledger;

import io.streamgate.lease.Amendment.Fate;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Playback.Report;
import java.util.List;

/** What a player sends. */
public sealed interface Request {

  /** What it is called in traces and counts. */
  String name();

  /**
   * A start.
   *
   * @param device empty where the player names none
   * @param key empty for a start that cannot be repeated
   */
  record Start(String device, String key, Wish wish, Takeover takeover) implements Request {
    @Override
    public String name() {
      return wish == Wish.PLAY ? "start" : "start of a past view";
    }
  }

  /** What a start is for. */
  enum Wish {
    PLAY,
    RECORD
  }

  /** A sign of life. */
  record Heartbeat(StreamId id, List<Report> told) implements Request {
    @Override
    public String name() {
      return "heartbeat";
    }
  }

  /** A change, which is no sign of life. */
  record Amend(StreamId id, List<Report> told, Fate fate) implements Request {
    @Override
    public String name() {
      return fate == Fate.ENDS ? "amendment that ends" : "amendment";
    }
  }

  /** An end. */
  record End(StreamId id) implements Request {
    @Override
    public String name() {
      return "end";
    }
  }

  /** A look at all of the viewer's streams. */
  record Look() implements Request {
    @Override
    public String name() {
      return "list";
    }
  }
}
