package io.streamgate.linearizability;

import io.streamgate.lease.Amendment;
import io.streamgate.lease.Decision;
import io.streamgate.lease.Heartbeat;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.Start;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.rule.Entitlement;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Member;
import io.streamgate.oracle.Wording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The specification: one viewer's streams after a sequence of calls, and the answer to the next
 * one. It is the kernel with a complete history. A violation found here is therefore a bug of the
 * store. Bugs of the kernel are found by the oracle, which shares no code with it.
 *
 * @param ended all streams that ever ended, by id
 */
record Streams(List<Member> members, List<Ended> ended, @Nullable ViewerOverride override) {

  static final Streams NONE = new Streams(List.of(), List.of(), null);

  /** The next state, and the answer. */
  record Step(Streams next, String answer) {}

  Streams {
    members = List.copyOf(members);
    ended = List.copyOf(ended);
  }

  Step start(Start start, Entitlement entitlement, Instant now) {
    return step(set().decide(start, entitlement, now));
  }

  Step override(@Nullable ViewerOverride next, Instant now) {
    var after = new Streams(members, ended, next);
    return new Step(after, Words.of(after.set(), now));
  }

  Step renew(StreamId id, Heartbeat heartbeat, Instant now) {
    return step(id, set().renew(id, heartbeat, now));
  }

  Step amend(StreamId id, Amendment amendment, Instant now) {
    return step(id, set().amend(id, amendment, now));
  }

  Step end(StreamId id, Device by, Instant now) {
    return step(id, set().end(id, by, now));
  }

  Step read(Instant now) {
    return new Step(this, Words.of(set(), now));
  }

  Step find(StreamId id, Instant now) {
    return new Step(this, Wording.of(set().find(id, now).or(() -> past(id))));
  }

  Step record(StreamId id) {
    return new Step(this, Words.ofRecord(ended, id));
  }

  private LeaseSet set() {
    return new LeaseSet(members, ended, override);
  }

  private Optional<Ended> past(StreamId id) {
    return ended.stream().filter(stream -> stream.id().equals(id)).findFirst();
  }

  private Step step(StreamId id, StreamDecision decision) {
    return decision instanceof StreamDecision.Unknown
        ? new Step(
            this, Words.of(past(id).<Decision>map(StreamDecision.Gone::new).orElse(decision)))
        : step(decision);
  }

  private Step step(Decision decision) {
    var all = new ArrayList<>(ended);
    all.addAll(decision.ended());
    all.sort(Comparator.comparing(Ended::id));
    var next = decision.after(set());
    return new Step(new Streams(next.members(), all, next.override()), Words.of(decision));
  }
}
