package io.streamgate.simulation;

import static io.streamgate.simulation.durable.DurableStore.now;
import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.lease.Heartbeat;
import io.streamgate.lease.Rules;
import io.streamgate.lease.Rules.Limit;
import io.streamgate.lease.Start;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.Sid;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.store.ForwardingLeaseStore;
import io.streamgate.store.HistoryPage;
import io.streamgate.store.LeaseStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Stores with a bug each, of the kind that the invariants are against. */
final class Bugs {

  private static final Rules UNBOUNDED =
      new Rules(
          new Limit.Unlimited(),
          Rules.AtLimit.REFUSE,
          Rules.SameDevice.COUNTS,
          Duration.ofSeconds(90));

  private Bugs() {}

  /** One start more than the limit, as by a check that is stale when it is acted on. */
  static final class OneTooMany extends ForwardingLeaseStore {
    OneTooMany(LeaseStore sound) {
      super(sound);
    }

    @Override
    public CompletionStage<StartDecision> start(
        ViewerId viewer, Start start, Rules rules, Instant now) {
      return sound.start(viewer, start, rules.limit().bound() == 3 ? UNBOUNDED : rules, now);
    }
  }

  /** Keeps what it refuses. */
  static final class KeepsTheRefused extends ForwardingLeaseStore {
    KeepsTheRefused(LeaseStore sound) {
      super(sound);
    }

    @Override
    public CompletionStage<StartDecision> start(
        ViewerId viewer, Start start, Rules rules, Instant now) {
      var decision = now(sound.start(viewer, start, rules, now));
      if (decision instanceof StartDecision.Refused) {
        var _ = now(sound.start(viewer, start, UNBOUNDED, now));
      }
      return completedStage(decision);
    }
  }

  /** Counts an end twice, and so lets the oldest stream go. */
  static final class EndsOnceMore extends ForwardingLeaseStore {
    EndsOnceMore(LeaseStore sound) {
      super(sound);
    }

    @Override
    public CompletionStage<StreamDecision.OfEnd> end(ViewerId viewer, StreamId id, Instant now) {
      var decision = now(sound.end(viewer, id, now));
      var members = now(sound.read(viewer)).members();
      if (decision instanceof StreamDecision.Gone && !members.isEmpty()) {
        var _ = now(sound.end(viewer, members.getFirst().id(), now));
      }
      return completedStage(decision);
    }
  }

  /** Takes a lease for live at its end. */
  static final class LiveAtTheEnd extends ForwardingLeaseStore {
    LiveAtTheEnd(LeaseStore sound) {
      super(sound);
    }

    @Override
    public CompletionStage<StartDecision> start(
        ViewerId viewer, Start start, Rules rules, Instant now) {
      for (var member : now(sound.read(viewer)).members()) {
        if (member.expiresAt().equals(now)) {
          var aMoment = new Heartbeat(List.of(), Duration.ofMillis(1));
          var _ = now(sound.renew(viewer, member.id(), aMoment, now));
        }
      }
      return sound.start(viewer, start, rules, now);
    }
  }

  /** Looks at the limit first: where there is room, a repeated start is a new one. */
  static final class LimitFirst extends ForwardingLeaseStore {
    LimitFirst(LeaseStore sound) {
      super(sound);
    }

    @Override
    public CompletionStage<StartDecision> start(
        ViewerId viewer, Start start, Rules rules, Instant now) {
      var members = now(sound.read(viewer)).members();
      var isKnown = members.stream().anyMatch(member -> member.id().hasSid(start.id().sid()));
      return start instanceof Start.Play play && isKnown && members.size() < rules.limit().bound()
          ? sound.start(viewer, anew(play), rules, now)
          : sound.start(viewer, start, rules, now);
    }

    static Start anew(Start.Play play) {
      var device = play.id().sid().value().substring(0, 6);
      var id = StreamId.of(play.id().startedAt(), new Sid(device + "another-slot-for"));
      return new Start.Play(id, play.playback(), play.details(), play.takeover());
    }
  }

  /** Stops streams where the limit was lowered. */
  static final class StopsTheExcess extends ForwardingLeaseStore {
    private final Map<ViewerId, Integer> bounds = new HashMap<>();

    StopsTheExcess(LeaseStore sound) {
      super(sound);
    }

    @Override
    public CompletionStage<StartDecision> start(
        ViewerId viewer, Start start, Rules rules, Instant now) {
      bounds.put(viewer, rules.limit().bound());
      return sound.start(viewer, start, rules, now);
    }

    @Override
    public CompletionStage<StreamDecision.OfRenewal> renew(
        ViewerId viewer, StreamId id, Heartbeat heartbeat, Instant now) {
      var live = now(sound.read(viewer)).liveAt(now).size();
      return live > bounds.getOrDefault(viewer, live)
          ? completedStage(new StreamDecision.Unknown())
          : sound.renew(viewer, id, heartbeat, now);
    }
  }

  /** Reads a viewer once for each stream it has. */
  static final class ReadsForEach extends ForwardingLeaseStore {
    ReadsForEach(LeaseStore sound) {
      super(sound);
    }

    @Override
    public CompletionStage<StartDecision> start(
        ViewerId viewer, Start start, Rules rules, Instant now) {
      for (var member : now(sound.read(viewer)).members()) {
        var _ = now(sound.find(viewer, member.id(), now));
      }
      return sound.start(viewer, start, rules, now);
    }
  }

  /** Takes viewers for numbers. */
  static final class Numbers extends ForwardingLeaseStore {
    Numbers(LeaseStore sound) {
      super(sound);
    }

    @Override
    public CompletionStage<StartDecision> start(
        ViewerId viewer, Start start, Rules rules, Instant now) {
      var number = viewer.value().equals("07") ? new ViewerId("7") : viewer;
      return sound.start(number, start, rules, now);
    }
  }

  /** Shows history for longer than it is kept. */
  static final class ShowsThePast extends ForwardingLeaseStore {
    ShowsThePast(LeaseStore sound) {
      super(sound);
    }

    @Override
    public CompletionStage<List<Ended>> history(ViewerId viewer, HistoryPage page, Instant now) {
      return sound.history(viewer, page, now.minus(Duration.ofHours(1)));
    }
  }

  /** Starts a stream again when its heartbeat comes too late. */
  static final class Revives extends ForwardingLeaseStore {
    Revives(LeaseStore sound) {
      super(sound);
    }

    @Override
    public CompletionStage<StreamDecision.OfRenewal> renew(
        ViewerId viewer, StreamId id, Heartbeat heartbeat, Instant now) {
      var decision = now(sound.renew(viewer, id, heartbeat, now));
      if (decision instanceof StreamDecision.Gone(var gone)) {
        var again = new Start.Play(id, gone.playback(), gone.details(), new Start.Takeover.None());
        if (now(sound.start(viewer, again, UNBOUNDED, now))
            instanceof StartDecision.Admitted(var member, var next, _)) {
          return completedStage(new StreamDecision.Kept(member, next));
        }
      }
      return completedStage(decision);
    }
  }
}
