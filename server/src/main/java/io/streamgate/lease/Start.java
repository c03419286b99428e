package io.streamgate.lease;

import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.stream.AtStart;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A request to start a stream. */
public sealed interface Start {

  /**
   * The id of the stream, if no earlier start has the same sid.
   *
   * <p>Created for this call, or reused by a retry within {@link Ended#KEY_REMEMBERED_FOR}: after
   * that the set has forgotten ended streams, and the id would name a second stream.
   */
  StreamId id();

  /** The playback at the start. */
  Playback playback();

  /** The details at the start. */
  Details details();

  /**
   * A stream that needs a slot.
   *
   * @param facts the value of each attribute that a rule of any plan looks at, as {@link
   *     io.streamgate.lease.rule.FactValue} keeps it
   */
  record Play(
      StreamId id, Playback playback, Details details, Takeover takeover, Map<String, String> facts)
      implements Start {

    public Play {
      facts = Map.copyOf(facts);
    }

    /** A stream of which no rule needs to know anything. */
    public Play(StreamId id, Playback playback, Details details, Takeover takeover) {
      this(id, playback, details, takeover, Map.of());
    }

    /** The member that this start becomes if it is admitted at {@code now} under {@code rules}. */
    public Member admitted(Rules rules, Instant now) {
      var member = new Member(id, now, now.plus(rules.lease()), playback, details);
      return rules.plan() == null && facts.isEmpty()
          ? member
          : member.with(new AtStart(rules.plan(), rules.limit(), facts, rules.count(facts)));
    }
  }

  /** A view that is already over: recorded in the history, without a slot. */
  record PastView(StreamId id, Playback playback, Details details) implements Start {}

  /** The streams that the viewer gives up for the new one. */
  sealed interface Takeover {
    /** Nothing: the plan decides. */
    record None() implements Takeover {}

    /** If no slot is free, the oldest streams, as many as needed. */
    record Oldest() implements Takeover {}

    /**
     * Each of these streams that is a member, even if a slot is free: the viewer moves them to
     * another device. An id of any other stream has no effect.
     */
    record Chosen(List<StreamId> ids) implements Takeover {
      public Chosen {
        ids = List.copyOf(ids);
      }
    }
  }
}
