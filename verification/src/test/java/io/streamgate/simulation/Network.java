package io.streamgate.simulation;

import io.streamgate.lease.id.ViewerId;
import io.streamgate.simulation.ledger.Reply;
import io.streamgate.simulation.ledger.Request;
import io.streamgate.simulation.ledger.Tally;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Brings requests to the server and answers back: late, twice, in another order, or not at all. */
final class Network {

  private static final int PER_MILLE = 1_000;
  private static final int LOST = 20;
  private static final int TWICE = 15;
  private static final int LATE = 10;
  private static final int USUAL_MS = 120;
  private static final int LATE_MS = 240_000;

  private final Timeline timeline;
  private final SplittableRandom chance;
  private final Tally tally;
  private final Server server;

  Network(Server.World world, Server server) {
    this.timeline = world.timeline();
    this.chance = world.chance();
    this.tally = world.tally();
    this.server = server;
  }

  /** Sends a request; {@code answer} hears of as many answers as arrive. */
  void send(ViewerId viewer, Request request, Consumer<Reply> answer) {
    carry(
        "request",
        () -> server.hear(viewer, request, reply -> carry("answer", () -> answer.accept(reply))));
  }

  /** Sends one that arrives at this very millisecond. */
  void sendAtOnce(ViewerId viewer, Request request, Consumer<Reply> answer) {
    server.hear(viewer, request, reply -> carry("answer", () -> answer.accept(reply)));
  }

  private void carry(String what, Runnable arrival) {
    var copies = isOneOf(TWICE) ? 2 : 1;
    if (copies == 2) {
      tally.count("fault: " + what + " twice");
    }
    for (var copy = 0; copy < copies; copy++) {
      if (isOneOf(LOST)) {
        tally.count("fault: " + what + " lost");
      } else if (isOneOf(LATE)) {
        tally.count("fault: " + what + " late");
        timeline.after(chance.nextInt(LATE_MS), arrival);
      } else {
        timeline.after(1 + chance.nextInt(USUAL_MS), arrival);
      }
    }
  }

  private boolean isOneOf(int perMille) {
    return chance.nextInt(PER_MILLE) < perMille;
  }
}
