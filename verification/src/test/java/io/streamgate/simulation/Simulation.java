package io.streamgate.simulation;

import io.streamgate.lease.id.ViewerId;
import io.streamgate.policy.Policy;
import io.streamgate.policy.PolicySource;
import io.streamgate.simulation.bugs.Bug;
import io.streamgate.simulation.ledger.Invariant;
import io.streamgate.simulation.ledger.Trace;
import io.streamgate.simulation.plans.PlanHistory;
import io.streamgate.simulation.world.Counters;
import io.streamgate.simulation.world.FaultRanges;
import io.streamgate.simulation.world.Network;
import io.streamgate.simulation.world.SimulatedClient;
import io.streamgate.simulation.world.SimulatedTable;
import io.streamgate.simulation.world.Surroundings;
import io.streamgate.simulation.world.Timeline;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.dynamodb.VirtualTime;
import io.streamgate.store.dynamodb.table.Observer;
import io.streamgate.store.dynamodb.table.Table;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A world: two nodes that share a table, some viewers, and a seed that determines everything. The
 * limiter, the kernel and the store are the product's; time, the network, the SDK and the table are
 * simulated.
 */
final class Simulation {

  /** Names that look alike; each viewer has its own rules. */
  static final List<String> VIEWERS = List.of("1", "01", "1.0", "1/", "1#", "1.00");

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final long HOUR_MS = 3_600_000;
  private static final int IN_FLIGHT = 1_000;
  private static final int NODES = 2;

  /** An item with an override is kept for that long besides. */
  private static final Duration LONGEST_STREAM = Duration.ofDays(30);

  private final long seed;
  private final FaultRanges ranges;
  private final Bug bug;
  private final Timeline timeline = new Timeline(START);
  private final Counters counters = new Counters();
  private final Network network;
  private final Map<String, String> owners = new HashMap<>();
  private final List<Gossip.Started> started = new ArrayList<>();
  private final Map<String, Household> households = new TreeMap<>();
  private final SimulatedTable table;
  private final List<Node> nodes = new ArrayList<>();

  Simulation(long seed, FaultRanges ranges, List<String> viewers, Bug bug) {
    this.seed = seed;
    this.ranges = ranges;
    this.bug = bug;
    this.network = new Network(ranges, counters);
    this.table = new SimulatedTable(this::changed, bug.conditions());
    for (var number = 1; number <= NODES; number++) {
      var name = "n" + number;
      var node =
          new Node(name, timeline, new Policy(PlanHistory.PACE, plansOf(name)), this::opened);
      nodes.add(node);
      disturb(node, new Random(seed * 31 + number));
    }
    for (var viewer : viewers) {
      households.put(viewer, new Household(this, viewer, VIEWERS.indexOf(viewer)));
    }
    households.values().forEach(Household::open);
  }

  private PolicySource plansOf(String node) {
    return viewer -> {
      var catalog = household(viewer.id().value()).plan().current(node);
      return PolicySource.of(() -> catalog, PlanHistory.UNLIMITED, new PolicySource.Unobserved())
          .offerTo(viewer);
    };
  }

  private Node.Opened opened(SimulatedClient.Host host, InstantSource own, LongSupplier nanoTime) {
    var observer = new Observer(own, nanoTime, Duration.ofSeconds(15));
    SimulatedClient.Dates dates =
        (date, roundTrip) -> observer.clock().observe(bug.dates().apply(date), roundTrip);
    var surroundings = new Surroundings(table, timeline, network, counters, new Viewers());
    var client = new SimulatedClient(surroundings, host, dates);
    var reached = new Table(client, "simulated", IN_FLIGHT, observer);
    var store =
        VirtualTime.store(reached, PlanHistory.RETENTION, ms -> task -> later(host, ms, task));
    return new Node.Opened(bug.store().apply(counted(store)), observer.clock());
  }

  private void later(SimulatedClient.Host host, long ms, Runnable task) {
    timeline.in(
        ms,
        () -> {
          if (host.isAlive()) {
            task.run();
          }
        });
  }

  /** The store, which tells each viewer's household that it was called. */
  private LeaseStore counted(LeaseStore store) {
    return (LeaseStore)
        Proxy.newProxyInstance(
            LeaseStore.class.getClassLoader(),
            new Class<?>[] {LeaseStore.class},
            (_, method, arguments) -> {
              if (arguments != null && arguments[0] instanceof ViewerId(var viewer)) {
                household(viewer).storeCalled();
              }
              return method.invoke(store, arguments);
            });
  }

  private final class Viewers implements Surroundings.Viewers {
    @Override
    public Random chance(String viewer) {
      return household(viewer).random();
    }

    @Override
    public void disturbed(String viewer) {
      household(viewer).ledger().disturbed(timeline.nowMs());
    }
  }

  /** The faults of a node, each at its own times. */
  private void disturb(Node node, Random random) {
    if (ranges.nodesFail()) {
      every(
          6,
          random,
          () -> {
            counters.count("fault: node crashed");
            node.crash();
            timeline.in(1_000 + random.nextInt(60_000), node::restart);
          });
      every(
          4,
          random,
          () -> {
            counters.count("fault: node cut off from the table");
            node.cutOff();
            timeline.in(1_000 + random.nextInt(60_000), node::heal);
          });
    }
    if (ranges.clockStepMs() > 0) {
      every(
          4,
          random,
          () -> {
            counters.count("fault: clock stepped");
            var step = random.nextLong(2 * ranges.clockStepMs() + 1) - ranges.clockStepMs();
            node.step(random.nextInt(3) > 0 ? 0 : step);
          });
    }
  }

  /** Repeats a fault, at intervals of two minutes to that many hours. */
  private void every(int hours, Random random, Runnable fault) {
    timeline.in(
        120_000 + random.nextLong(hours * HOUR_MS),
        () -> {
          fault.run();
          every(hours, random, fault);
        });
  }

  private void changed(String viewer, Map<String, AttributeValue> item) {
    counters.count("table: change of an item");
    household(viewer).changed(item);
  }

  private Household household(String viewer) {
    return Optional.ofNullable(households.get(viewer)).orElseThrow();
  }

  /** Simulates that many hours, then has all players leave, and checks that nothing remains. */
  void run(int hours) {
    for (var hour = 0; hour < hours; hour++) {
      timeline.runUntil(timeline.nowMs() + HOUR_MS);
      table.dropExpired(timeline.nowMs());
    }
    households.values().forEach(Household::close);
    timeline.runUntil(
        timeline.nowMs()
            + PlanHistory.RETENTION.toMillis()
            + LONGEST_STREAM.toMillis()
            + 2 * HOUR_MS
            + ranges.clockStepMs()
            + ranges.latestMs());
    table.dropExpired(timeline.nowMs());
    for (var household : households.values()) {
      household
          .ledger()
          .check(
              Invariant.NOTHING_LEFT,
              table.size() == 0,
              timeline.nowMs(),
              () -> table.size() + " rows are left in the table");
    }
  }

  Trace trace(String viewer) {
    return household(viewer).ledger().trace();
  }

  Timeline timeline() {
    return timeline;
  }

  Network network() {
    return network;
  }

  Counters counters() {
    return counters;
  }

  List<Node> nodes() {
    return nodes;
  }

  /** The viewer of each sid that a start was sent for. */
  Map<String, String> owners() {
    return owners;
  }

  /** The recently started streams of all viewers. */
  List<Gossip.Started> started() {
    return started;
  }

  long seed() {
    return seed;
  }
}
