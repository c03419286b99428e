package io.streamgate.simulation;

import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.SameDevice;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.simulation.ledger.Ledger;
import io.streamgate.simulation.ledger.TableChecker;
import io.streamgate.simulation.plans.Catalogs;
import io.streamgate.simulation.plans.PlanHistory;
import io.streamgate.simulation.world.Counters;
import io.streamgate.simulation.world.Network;
import io.streamgate.simulation.world.Timeline;
import io.streamgate.simulation.world.Tolerance;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A viewer with its players, plan, connection to the nodes, and random generator. */
final class Household {

  private static final List<String> DEVICES = List.of("tv", "phone", "tablet", "", "");
  private static final List<AtLimit> AT_LIMIT =
      List.of(
          AtLimit.REFUSE,
          AtLimit.EVICT_OLDEST,
          AtLimit.EVICT_IDLE,
          AtLimit.REFUSE,
          AtLimit.REFUSE,
          AtLimit.EVICT_OLDEST);

  /** Of this number: several streams of a device count, and starts are throttled. */
  private static final int THROTTLED = 3;

  /** From this number on: plans of files, which differ from node to node, and overrides. */
  private static final int FIRST_OF_PLANS = 4;

  private static final List<Integer> LIMITS =
      List.of(0, 1, 1, 2, 2, 3, 3, 3, PlanHistory.UNLIMITED);
  private static final int STARTS_PER_MINUTE = 3;
  private static final long HOUR_MS = 3_600_000;
  private static final int HOURS_TO_NEXT_LIMIT = 4;
  private static final int HOURS_TO_NEXT_OVERRIDE = 2;
  private static final long SLOWEST_NODE_MS = 600_000;
  private static final int LATELY = 6;

  private final PlanHistory plan;
  private final Catalogs catalogs;
  private final boolean isOfPlans;
  private final Ledger ledger;
  private final TableChecker changes;
  private final LimiterCalls calls;
  private final RequestHandler handler;
  private final Gossip gossip;
  private final Random random;
  private final Timeline timeline;
  private final Network network;
  private final Counters counters;
  private final List<Node> nodes;
  private final ArrayDeque<StreamId> own = new ArrayDeque<>();
  private int keys;
  private boolean closed;

  /** A household with the rules of that number. */
  Household(Simulation simulation, String viewer, int number) {
    this.timeline = simulation.timeline();
    this.network = simulation.network();
    this.counters = simulation.counters();
    this.nodes = simulation.nodes();
    this.gossip = new Gossip(viewer, simulation.started());
    this.random = new Random(simulation.seed() * 31 + viewer.hashCode());
    this.isOfPlans = number >= FIRST_OF_PLANS;
    this.catalogs = new Catalogs(AT_LIMIT.get(number), random);
    this.plan =
        new PlanHistory(
            AT_LIMIT.get(number),
            number == THROTTLED ? SameDevice.COUNTS : SameDevice.REPLACES,
            number == THROTTLED ? STARTS_PER_MINUTE : 0,
            Tolerance.of(network.ranges()).longestCallMs());
    var first = isOfPlans ? catalogs.next() : plan.limitedTo(3);
    nodes.forEach(node -> plan.change(nowMs(), node.name(), first));
    this.ledger =
        new Ledger(
            viewer,
            simulation.seed(),
            simulation.network().ranges(),
            plan,
            simulation.owners(),
            counters);
    this.changes = new TableChecker(ledger);
    this.calls = new LimiterCalls(ledger, timeline, counters);
    this.handler = new RequestHandler(new ViewerId(viewer), ledger, calls, timeline, random);
  }

  void open() {
    DEVICES.forEach(device -> new Player(this, device).idle());
    if (isOfPlans) {
      changePlansLater();
      operateLater(random.nextLong(HOUR_MS));
    } else {
      changeLimitLater();
    }
  }

  /** A new file of plans, which one node reads after the other. */
  private void changePlansLater() {
    in(
        random.nextLong(HOURS_TO_NEXT_LIMIT * HOUR_MS),
        () -> {
          var next = catalogs.next();
          counters.count("fault: plans changed");
          for (var node : nodes) {
            in(
                random.nextLong(SLOWEST_NODE_MS),
                () -> {
                  ledger.trace().line(nowMs(), node.name() + ": plans " + next.standard());
                  plan.change(nowMs(), node.name(), next);
                });
          }
          changePlansLater();
        });
  }

  private void operateLater(long waitMs) {
    in(
        waitMs,
        () -> {
          if (!closed) {
            var override = random.nextInt(4) == 0 ? null : catalogs.override(nowMs());
            send(new Request.SetOverride(override), _ -> {});
            operateLater(untilNextOverride(override));
          }
        });
  }

  /** Some overrides are followed by another one when they have just expired. */
  private long untilNextOverride(@Nullable ViewerOverride override) {
    return override == null || random.nextBoolean()
        ? random.nextLong(HOURS_TO_NEXT_OVERRIDE * HOUR_MS)
        : override.until().toEpochMilli() - nowMs() + random.nextLong(60_000);
  }

  private void changeLimitLater() {
    in(
        random.nextLong(HOURS_TO_NEXT_LIMIT * HOUR_MS),
        () -> {
          var limit = LIMITS.get(random.nextInt(LIMITS.size()));
          counters.count("fault: limit changed");
          ledger.trace().line(nowMs(), "the limit is " + limit);
          nodes.forEach(node -> plan.change(nowMs(), node.name(), plan.limitedTo(limit)));
          changeLimitLater();
        });
  }

  /** From now on players end their streams, and start no more. */
  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  PlanHistory plan() {
    return plan;
  }

  Ledger ledger() {
    return ledger;
  }

  Gossip gossip() {
    return gossip;
  }

  /** A player of this viewer plays that stream. */
  void started(String id) {
    gossip.add(id);
    own.addFirst(new StreamId(id));
    if (own.size() > LATELY) {
      own.removeLast();
    }
  }

  /** Mostly nothing; sometimes the viewer moves a film to another device. */
  Takeover takeover() {
    return switch (random.nextInt(8)) {
      case 0 -> new Takeover.Oldest();
      case 1 -> new Takeover.Chosen(someOwn());
      default -> new Takeover.None();
    };
  }

  /** Up to three of the streams that this viewer started last, running or ended. */
  List<StreamId> someOwn() {
    return random.ints(1 + random.nextInt(3), 0, LATELY).boxed().flatMap(this::own).toList();
  }

  private Stream<StreamId> own(int back) {
    return own.stream().skip(back).limit(1);
  }

  Random random() {
    return random;
  }

  long nowMs() {
    return timeline.nowMs();
  }

  /** A film to start. */
  String film() {
    return random.nextBoolean() ? "Alien" : "Brazil";
  }

  /** The film of a repeated start: now and then a faulty player uses its key for another one. */
  String repeated(String film) {
    return random.nextInt(8) == 0 ? film() : film;
  }

  /** What a player says of a film. */
  Map<String, String> facts() {
    return isOfPlans ? catalogs.facts() : Map.of();
  }

  String freshKey() {
    return "key-" + keys++;
  }

  /** The table has changed this viewer's item. */
  void changed(Map<String, AttributeValue> item) {
    changes.changed(item, nowMs());
  }

  /** A node's store was called for this viewer. */
  void storeCalled() {
    calls.storeCalled();
  }

  /** The time until the first full hour after {@code ms}, when all players want to watch. */
  long untilNextRush(long ms) {
    return (nowMs() + ms) / HOUR_MS * HOUR_MS + HOUR_MS - nowMs();
  }

  void in(long ms, Runnable task) {
    timeline.in(ms, task);
  }

  /** Sends a request to a node; {@code hear} is called for each copy of an answer that arrives. */
  void send(Request request, Consumer<Reply> hear) {
    var node = nodes.get(random.nextInt(nodes.size()));
    post(
        "request of a player",
        () -> {
          if (node.isUp()) {
            handler.handle(
                node, request, reply -> post("answer to a player", () -> hear.accept(reply)));
          } else {
            counters.count("fault: request to a node that is down");
          }
        });
  }

  private void post(String what, Runnable arrives) {
    var fate = network.next(random, what);
    if (!fate.isLost()) {
      in(fate.delayMs(), arrives);
    }
    if (fate.againMs() >= 0) {
      in(fate.againMs(), arrives);
    }
  }
}
