package io.streamgate.simulation;

import io.streamgate.lease.Rules.AtLimit;
import io.streamgate.lease.Rules.SameDevice;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.simulation.ledger.Ledger;
import io.streamgate.simulation.ledger.Plan;
import io.streamgate.simulation.ledger.Tally;
import io.streamgate.simulation.ledger.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;

/** One world, from its beginning until nothing is left of it. */
final class Simulation {

  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  /** As long as a clock is set back for at the most, and a retention, and an hour. */
  static final int QUIET_HOURS = 10;

  /** A viewer's name and its plan when the world begins. */
  record Seat(String spelling, Plan plan) {}

  /** The viewers, spelled so alike that who takes one for another is found out. */
  static final List<Seat> SEATS =
      List.of(
          new Seat("7", Plan.of(3)),
          new Seat("07", Plan.of(1).with(SameDevice.COUNTS)),
          new Seat("7.0", Plan.of(Plan.UNLIMITED)),
          new Seat("7/", Plan.of(3).with(AtLimit.EVICT_OLDEST)),
          new Seat("a", Plan.of(2).with(AtLimit.EVICT_IDLE)),
          new Seat("A", Plan.of(3).withStartsPerMinute(3)));

  /** How many players each has. */
  static final int DEVICES = 5;

  private final Timeline timeline = new Timeline();
  private final Households households = new Households();
  private final SplittableRandom chance;
  private final SimulatedClock clock;
  private final Tally tally;
  private final Server server;
  private final List<Player> players = new ArrayList<>();
  private boolean closed;

  private Simulation(long seed, Build build, Tally tally) {
    this.chance = new SplittableRandom(seed);
    this.tally = tally;
    this.clock = new SimulatedClock(timeline, chance.split());
    var ids = new HashSet<String>();
    for (var seat : SEATS) {
      var whose = "seed %d, viewer '%s'".formatted(seed, seat.spelling());
      var ledger = new Ledger(whose, tally, ids, Server.RETENTION.toMillis());
      households.add(seat.spelling(), seat.plan(), ledger);
    }
    var world = new Server.World(timeline, clock, households, chance, tally);
    this.server = new Server(world, build);
    var network = new Network(world, server);
    var gossip = new ArrayList<StreamId>();
    for (var household : households.all()) {
      for (var device = 0; device < DEVICES; device++) {
        var name = device == 0 ? "" : "device-" + device;
        players.add(new Player(household.viewer(), name, network, world, gossip));
      }
    }
  }

  /**
   * Simulates so many hours, and fails with a {@link Violation} where an invariant does not hold.
   */
  static void run(long seed, int hours, Build build, Tally tally) {
    new Simulation(seed, build, tally).run(hours);
  }

  private void run(int hours) {
    players.forEach(Player::live);
    timeline.after(chance.nextLong(2 * HOUR), this::crash);
    timeline.after(chance.nextLong(HOUR), this::changePlan);
    timeline.runUntil(hours * HOUR);
    closed = true;
    players.forEach(Player::close);
    server.restart(0);
    timeline.runUntil((hours + QUIET_HOURS) * HOUR);
    for (var household : households.all()) {
      household
          .ledger()
          .require(9, server.isForgotten(household.viewer()), "of an idle viewer nothing is left");
    }
  }

  private void crash() {
    if (closed) {
      return;
    }
    server.crash();
    timeline.after(
        SECOND + chance.nextLong(chance.nextInt(4) == 0 ? 20 * MINUTE : 20 * SECOND),
        () -> server.restart(step()));
    timeline.after(30 * MINUTE + chance.nextLong(3 * HOUR), this::crash);
  }

  /** By how much the clock is stepped; never more than hours away from where it was at first. */
  private long step() {
    var off = clock.offMs();
    return switch (chance.nextInt(6)) {
      case 0 -> chance.nextLong(-30 * SECOND, 30 * SECOND) - off / 2;
      case 1 -> chance.nextLong(-20 * MINUTE, 20 * MINUTE) - off / 2;
      case 2 -> chance.nextLong(-3 * HOUR, 3 * HOUR) - off;
      default -> 0;
    };
  }

  private void changePlan() {
    var bounds = new int[] {0, 1, 2, 3, 3, Plan.UNLIMITED};
    var spelling = List.of("7", "7/", "A").get(chance.nextInt(3));
    var viewer = new ViewerId(spelling);
    var before = households.of(viewer).plan();
    var bound = bounds[chance.nextInt(bounds.length)];
    households.change(
        viewer, new Plan(bound, before.atLimit(), before.sameDevice(), before.startsPerMinute()));
    tally.count("fault: limit changed");
    timeline.after(chance.nextLong(4 * HOUR), this::changePlan);
  }
}
