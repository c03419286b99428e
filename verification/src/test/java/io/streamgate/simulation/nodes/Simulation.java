package io.streamgate.simulation.nodes;

import io.streamgate.policy.Policy;
import io.streamgate.policy.PolicySource;
import io.streamgate.simulation.nodes.ledger.Invariant;
import io.streamgate.simulation.nodes.ledger.Plan;
import io.streamgate.simulation.nodes.ledger.Trace;
import io.streamgate.simulation.nodes.world.Clockwork;
import io.streamgate.simulation.nodes.world.SimulatedClient;
import io.streamgate.simulation.nodes.world.SimulatedTable;
import io.streamgate.simulation.nodes.world.Tally;
import io.streamgate.simulation.nodes.world.Weather;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.dynamodb.VirtualTime;
import io.streamgate.store.dynamodb.table.Observer;
import io.streamgate.store.dynamodb.table.Table;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Two nodes that share a table, some viewers, and a seed from which all of it follows. The limiter,
 * the kernel and the store are those of the product; time, the network, the SDK and the table are
 * simulated.
 */
final class Simulation {

  /** Names that look alike; each has rules of its own. */
  static final List<String> VIEWERS = List.of("1", "01", "1.0", "1/");

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final long HOUR_MS = 3_600_000;
  private static final int IN_FLIGHT = 1_000;
  private static final int FAULTS_PER_THOUSAND = 10;
  private static final int NODES = 2;

  /** What is broken on purpose; nothing where nothing is. */
  record Planted(UnaryOperator<String> conditions, UnaryOperator<LeaseStore> store) {
    static final Planted NOTHING = new Planted(condition -> condition, store -> store);
  }

  private final long seed;
  private final Clockwork clockwork = new Clockwork(START);
  private final Weather weather = new Weather(FAULTS_PER_THOUSAND);
  private final Tally tally = new Tally();
  private final Map<String, Home> homes = new TreeMap<>();
  private final SimulatedTable table;
  private final List<Node> nodes = new ArrayList<>();

  Simulation(long seed, List<String> viewers, Planted planted) {
    this.seed = seed;
    this.table = new SimulatedTable((viewer, _, item) -> seen(viewer, item), planted.conditions());
    PolicySource plans = viewer -> home(viewer.id().value()).plan().ofProduct();
    var policy = new Policy(Plan.PACE, plans);
    for (var number = 1; number <= NODES; number++) {
      var node = new Node("n" + number, clockwork, policy, host -> opened(planted, host));
      nodes.add(node);
      befalls(node, new Random(seed * 31 + number));
    }
    for (var viewer : viewers) {
      homes.put(viewer, new Home(this, viewer, VIEWERS.indexOf(viewer)));
    }
    homes.values().forEach(Home::open);
  }

  private LeaseStore opened(Planted planted, SimulatedClient.Host host) {
    var surroundings = new SimulatedClient.Surroundings(table, clockwork, weather, tally);
    var client = new SimulatedClient(surroundings, new Viewers(), host);
    var observer = new Observer(InstantSource.fixed(START));
    var reached = new Table(client, "simulated", IN_FLIGHT, observer);
    return planted
        .store()
        .apply(VirtualTime.store(reached, Plan.RETENTION, ms -> task -> later(host, ms, task)));
  }

  private void later(SimulatedClient.Host host, long ms, Runnable task) {
    clockwork.in(
        ms,
        () -> {
          if (host.isAlive()) {
            task.run();
          }
        });
  }

  private final class Viewers implements SimulatedClient.Viewers {
    @Override
    public Random chance(String viewer) {
      return home(viewer).random();
    }

    @Override
    public void disturbed(String viewer) {
      home(viewer).ledger().disturbed(clockwork.nowMs());
    }
  }

  /** What befalls a node, each at times of its own. */
  private void befalls(Node node, Random random) {
    every(
        6,
        random,
        () -> {
          tally.count("node crashed");
          node.crash();
          clockwork.in(1_000 + random.nextInt(60_000), node::restart);
        });
    every(
        4,
        random,
        () -> {
          tally.count("clock stepped");
          node.step(random.nextInt(3) > 0 ? 0 : random.nextInt(8_001) - 4_000);
        });
    every(
        4,
        random,
        () -> {
          tally.count("node cut off from the table");
          node.cutOff();
          clockwork.in(1_000 + random.nextInt(60_000), node::heal);
        });
  }

  /** Again and again, with up to so many hours in between, and two minutes at the least. */
  private void every(int hours, Random random, Runnable happens) {
    clockwork.in(
        120_000 + random.nextLong(hours * HOUR_MS),
        () -> {
          happens.run();
          every(hours, random, happens);
        });
  }

  private void seen(String viewer, Map<String, AttributeValue> item) {
    tally.count("change of an item");
    home(viewer).ledger().changed(item, clockwork.nowMs());
  }

  private Home home(String viewer) {
    return Optional.ofNullable(homes.get(viewer)).orElseThrow();
  }

  /** Lets so many hours pass, then has everybody leave, and waits until nothing may be left. */
  void run(int hours) {
    for (var hour = 0; hour < hours; hour++) {
      clockwork.runUntil(clockwork.nowMs() + HOUR_MS);
      table.dropWhatIsPast(clockwork.nowMs());
    }
    homes.values().forEach(Home::close);
    clockwork.runUntil(clockwork.nowMs() + Plan.RETENTION.toMillis() + 2 * HOUR_MS);
    table.dropWhatIsPast(clockwork.nowMs());
    for (var home : homes.values()) {
      home.ledger()
          .check(
              Invariant.NOTHING_LEFT,
              table.size() == 0,
              clockwork.nowMs(),
              () -> table.size() + " rows are left in the table");
    }
  }

  Trace trace(String viewer) {
    return home(viewer).ledger().trace();
  }

  Clockwork clockwork() {
    return clockwork;
  }

  Weather weather() {
    return weather;
  }

  Tally tally() {
    return tally;
  }

  List<Node> nodes() {
    return nodes;
  }

  long seed() {
    return seed;
  }
}
