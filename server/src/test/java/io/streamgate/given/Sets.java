package io.streamgate.given;

import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.limitCountingDevices;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;

import io.streamgate.lease.Decision;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.Start;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import java.util.List;

/** Sets of a viewer's streams, created through the kernel's public methods, and views of them. */
public final class Sets {

  private Sets() {}

  /** Streams started at the times in their ids, without a limit. */
  public static LeaseSet playing(StreamId... ids) {
    var set = LeaseSet.EMPTY;
    for (var id : ids) {
      set = set.decide(play(id), limitCountingDevices(1_000), id.startedAt()).after(set);
    }
    return set;
  }

  /** The set after a heartbeat of that stream. */
  public static LeaseSet renewed(LeaseSet set, StreamId id, double second) {
    return set.renew(id, heartbeat(), second(second)).after(set);
  }

  /** The set after that stream reported a pause. */
  public static LeaseSet paused(LeaseSet set, StreamId id, double second) {
    return set.renew(id, heartbeat(new Playback.Report.Pauses()), second(second)).after(set);
  }

  /** The set after that stream's end. */
  public static LeaseSet ended(LeaseSet set, StreamId id, double second) {
    return set.end(id, Device.UNNAMED, second(second)).after(set);
  }

  /** The answer to a start at the time in its id. */
  public static StartDecision start(LeaseSet set, Start start, Rules rules) {
    return set.decide(start, rules, start.id().startedAt());
  }

  /** The ids of the members, in order. */
  public static List<StreamId> members(LeaseSet set) {
    return set.members().stream().map(Member::id).toList();
  }

  /** The ids of the members after {@code decision} on {@code set}, in order. */
  public static List<StreamId> members(Decision decision, LeaseSet set) {
    return members(decision.after(set));
  }

  /** The ids of the streams that a decision ended, in its order. */
  public static List<StreamId> endedIds(Decision decision) {
    return decision.ended().stream().map(Ended::id).toList();
  }

  /** The reasons for which a decision ended streams, in its order. */
  public static List<Ending> endings(Decision decision) {
    return decision.ended().stream().map(Ended::ending).toList();
  }
}
