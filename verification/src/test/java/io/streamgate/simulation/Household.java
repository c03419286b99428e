package io.streamgate.simulation;

import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.SameDevice;
import io.streamgate.simulation.ledger.Ledger;
import io.streamgate.simulation.ledger.PlanHistory;
import io.streamgate.simulation.ledger.TableChecker;
import io.streamgate.simulation.world.Counters;
import io.streamgate.simulation.world.Network;
import io.streamgate.simulation.world.Timeline;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A viewer with its players, plan, connection to the nodes, and random generator. */
final class Household {

  private static final List<String> DEVICES = List.of("tv", "phone", "tablet", "", "");
  private static final List<AtLimit> AT_LIMIT =
      List.of(AtLimit.REFUSE, AtLimit.EVICT_OLDEST, AtLimit.EVICT_IDLE, AtLimit.REFUSE);
  private static final List<Integer> LIMITS =
      List.of(0, 1, 1, 2, 2, 3, 3, 3, PlanHistory.UNLIMITED);
  private static final int STARTS_PER_MINUTE = 3;
  private static final long HOUR_MS = 3_600_000;
  private static final int HOURS_TO_NEXT_LIMIT = 4;
  private static final int LATELY = 6;

  private final PlanHistory plan;
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
    var isLast = number == AT_LIMIT.size() - 1;
    this.plan =
        new PlanHistory(
            AT_LIMIT.get(number),
            isLast ? SameDevice.COUNTS : SameDevice.REPLACES,
            isLast ? STARTS_PER_MINUTE : 0);
    plan.change(nowMs(), 3);
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
    changeLimitLater();
  }

  private void changeLimitLater() {
    in(
        random.nextLong(HOURS_TO_NEXT_LIMIT * HOUR_MS),
        () -> {
          var limit = LIMITS.get(random.nextInt(LIMITS.size()));
          counters.count("fault: limit changed");
          ledger.trace().line(nowMs(), "the limit is " + limit);
          plan.change(nowMs(), limit);
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
