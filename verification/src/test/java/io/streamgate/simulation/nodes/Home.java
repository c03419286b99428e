package io.streamgate.simulation.nodes;

import io.streamgate.lease.Rules.AtLimit;
import io.streamgate.lease.Rules.SameDevice;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.simulation.nodes.ledger.Ledger;
import io.streamgate.simulation.nodes.ledger.Plan;
import io.streamgate.simulation.nodes.world.Clockwork;
import io.streamgate.simulation.nodes.world.Tally;
import io.streamgate.simulation.nodes.world.Weather;
import java.util.List;
import java.util.Random;

/** A viewer with its players, its plan, its way to the nodes, and a chance of its own. */
final class Home {

  private static final List<String> DEVICES = List.of("tv", "phone", "tablet", "", "");
  private static final List<AtLimit> AT_LIMIT =
      List.of(AtLimit.REFUSE, AtLimit.EVICT_OLDEST, AtLimit.EVICT_IDLE, AtLimit.REFUSE);
  private static final List<Integer> LIMITS = List.of(0, 1, 2, 3, 3, 3);
  private static final long RUSH_EVERY_MS = 3_600_000;
  private static final int HOURS_TO_NEXT_PLAN = 10;

  private final ViewerId viewer;
  private final Plan plan;
  private final Ledger ledger;
  private final Desk desk;
  private final Random random;
  private final Clockwork clockwork;
  private final Weather weather;
  private final Tally tally;
  private final List<Node> nodes;
  private int keys;
  private boolean closed;

  /** One whose rules are the {@code number}th there are. */
  Home(Simulation simulation, String viewer, int number) {
    this.viewer = new ViewerId(viewer);
    this.clockwork = simulation.clockwork();
    this.weather = simulation.weather();
    this.tally = simulation.tally();
    this.nodes = simulation.nodes();
    this.random = new Random(simulation.seed() * 31 + viewer.hashCode());
    var device = number == AT_LIMIT.size() - 1 ? SameDevice.COUNTS : SameDevice.REPLACES;
    this.plan = new Plan(AT_LIMIT.get(number), device, nowMs(), 3);
    this.ledger = new Ledger(viewer, simulation.seed(), plan, tally);
    this.desk = new Desk(this.viewer, ledger, clockwork, random, tally);
  }

  void open() {
    DEVICES.forEach(device -> new Player(this, device).idle());
    changePlanLater();
  }

  private void changePlanLater() {
    in(
        3_600_000L * (1 + random.nextInt(HOURS_TO_NEXT_PLAN)),
        () -> {
          var limit = LIMITS.get(random.nextInt(LIMITS.size()));
          tally.count("plan changed");
          ledger.trace().line(nowMs(), "the limit is " + limit);
          plan.change(nowMs(), limit);
          changePlanLater();
        });
  }

  /** From now on players end, and start nothing any more. */
  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  Plan plan() {
    return plan;
  }

  Ledger ledger() {
    return ledger;
  }

  Desk desk() {
    return desk;
  }

  Random random() {
    return random;
  }

  long nowMs() {
    return clockwork.nowMs();
  }

  String freshKey() {
    return "key-" + keys++;
  }

  Node anyNode() {
    return nodes.get(random.nextInt(nodes.size()));
  }

  /** At the first full hour after that while: when everybody sits down. */
  long untilNextRush(long ms) {
    return (nowMs() + ms) / RUSH_EVERY_MS * RUSH_EVERY_MS + RUSH_EVERY_MS - nowMs();
  }

  void in(long ms, Runnable task) {
    clockwork.in(ms, task);
  }

  /** Sends a message between a player and a node. */
  void post(String what, Runnable arrives) {
    var fate = weather.next(random, tally, what);
    if (!fate.isLost()) {
      in(fate.delayMs(), arrives);
    }
    if (fate.againMs() >= 0) {
      in(fate.againMs(), arrives);
    }
  }
}
