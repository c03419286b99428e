package io.streamgate.simulation;

import io.streamgate.lease.Amendment.Fate;
import io.streamgate.lease.Heartbeat.Sender;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Playback.Report;
import io.streamgate.lease.stream.Status;
import io.streamgate.simulation.plans.PlanHistory;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** The requests that a player sends without acting on their answers. */
record Errands(Household home, String device) {

  private static final List<Set<Status>> LISTS =
      List.of(
          EnumSet.of(Status.ACTIVE),
          EnumSet.of(Status.LAPSED),
          EnumSet.of(Status.ACTIVE, Status.LAPSED),
          EnumSet.allOf(Status.class));

  void beforeAStart() {
    if (chance(20) == 0) {
      send(new Request.PastView(device, chance(10) == 0 ? "" : home.freshKey()));
    }
    if (chance(12) == 0) {
      mischief();
    }
  }

  void duringAStream(String id) {
    if (chance(12) == 0) {
      send(new Request.Look(LISTS.get(chance(LISTS.size()))));
    }
    if (chance(100) == 0) {
      send(new Request.Amend(id, news(), Fate.GOES_ON));
    }
    if (chance(400) == 0) {
      mischief();
    }
    if (chance(100) == 0) {
      // the viewer stops what plays on another device, or on this one
      home.someOwn().forEach(own -> send(new Request.End(own.value(), device)));
    }
  }

  /** Takes over a stream of a refusal, or any if it names none. */
  Takeover takeoverOf(List<String> live) {
    return live.isEmpty()
        ? new Takeover.Oldest()
        : new Takeover.Chosen(List.of(new StreamId(live.get(chance(live.size())))));
  }

  /** Ends a stream, mostly by an end. */
  Request endOf(String id) {
    return chance(5) == 0 ? new Request.Amend(id, news(), Fate.ENDS) : new Request.End(id, device);
  }

  /** About an interval. */
  long untilHeartbeat() {
    return PlanHistory.INTERVAL.toMillis() - 1_000 + chance(3_000);
  }

  /** The playback reports of a request: usually none. */
  List<Report> news() {
    return switch (chance(8)) {
      case 0 -> List.of(new Report.Pauses());
      case 1 -> List.of(new Report.Plays(), new Report.IsAt(chance(1_000_000)));
      default -> List.of();
    };
  }

  /** Looks up a stream that has ended, or one of another viewer. */
  private void mischief() {
    var ends = home.random().nextBoolean();
    if (home.random().nextBoolean()) {
      send(new Request.OfAnother(home.gossip().ofAnother(home.random()), ends));
      return;
    }
    home.ledger()
        .anyEnded(home.random())
        .map(
            id ->
                ends
                    ? new Request.End(id, device)
                    : new Request.Heartbeat(id, List.of(), Sender.PRESENT))
        .ifPresent(this::send);
  }

  private void send(Request request) {
    home.send(request, _ -> {});
  }

  private int chance(int of) {
    Random random = home.random();
    return random.nextInt(of);
  }
}
