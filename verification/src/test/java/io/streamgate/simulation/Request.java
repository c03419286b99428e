package io.streamgate.simulation;

import io.streamgate.lease.Amendment.Fate;
import io.streamgate.lease.Heartbeat.Sender;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.stream.Playback.Report;
import io.streamgate.lease.stream.Status;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A player's request. */
sealed interface Request {

  /**
   * Starts a stream.
   *
   * @param device empty if the player sends none
   * @param key empty if the start cannot be repeated
   * @param content what it plays
   * @param facts what it says of the stream besides
   */
  record Start(
      String device, String key, Takeover takeover, String content, Map<String, String> facts)
      implements Request {
    public Start {
      facts = Map.copyOf(facts);
    }
  }

  /** An operator sets an override, or removes any if it is null. */
  record SetOverride(@Nullable ViewerOverride override) implements Request {}

  /** Records a past view. */
  record PastView(String device, String key) implements Request {}

  /** Renews a stream's lease. */
  record Heartbeat(String id, List<Report> told, Sender sender) implements Request {
    public Heartbeat {
      told = List.copyOf(told);
    }
  }

  /** Says that the player may be gone, and when its lease ends as far as it knows. */
  record Leave(String id, long toldMs) implements Request {}

  /** Changes a stream without renewing it, or ends it. */
  record Amend(String id, List<Report> told, Fate fate) implements Request {
    public Amend {
      told = List.copyOf(told);
    }
  }

  /**
   * Ends a stream.
   *
   * @param device empty if the player names none
   */
  record End(String id, String device) implements Request {}

  /** Sends a heartbeat or an end for another viewer's stream. */
  record OfAnother(String id, boolean ends) implements Request {}

  /** Lists the viewer's streams, and looks up one that has ended. */
  record Look(Set<Status> statuses) implements Request {
    public Look {
      statuses = Set.copyOf(statuses);
    }
  }
}
