package io.streamgate.simulation;

import io.streamgate.lease.Rules.AtLimit;
import io.streamgate.lease.Rules.SameDevice;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;

/** One world, from its beginning until nothing is left of it. */
final class Simulation {

  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  private static final int DEVICES = 6;

  private final Timeline timeline = new Timeline();
  private final Households households = new Households();
  private final SplittableRandom chance;
  private final Tally tally;
  private final Server server;
  private final List<Player> players = new ArrayList<>();

  private Simulation(long seed, Build build, Tally tally) {
    this.chance = new SplittableRandom(seed);
    this.tally = tally;
    var clock = new SimulatedClock(timeline, chance.split());
    var ids = new HashSet<String>();
    plans(
        (spelling, plan) ->
            households.add(
                spelling,
                plan,
                new Ledger(spelling, tally, ids, Server.RETENTION.toMillis())));
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

  private interface Door {
    void add(String spelling, Plan plan);
  }

  /** Spelled so alike that who takes one for another is found out. */
  private static void plans(Door door) {
    door.add("7", Plan.of(3));
    door.add("07", Plan.of(1).with(SameDevice.COUNTS));
    door.add("7.0", Plan.of(Plan.UNLIMITED));
    door.add("7/", Plan.of(3).with(AtLimit.EVICT_OLDEST));
    door.add("a", Plan.of(2).with(AtLimit.EVICT_IDLE));
    door.add("A", Plan.of(3).withStartsPerMinute(3));
  }

  /** Simulates so many hours, and fails with a {@link Violation} where an invariant does not hold. */
  static void run(long seed, int hours, Build build, Tally tally) {
    try {
      new Simulation(seed, build, tally).run(hours);
    } catch (Violation violation) {
      violation.addSuppressed(new AssertionError("the seed was " + seed));
      throw violation;
    }
  }

  private void run(int hours) {
    players.forEach(Player::live);
    timeline.after(chance.nextLong(2 * HOUR), this::crash);
    timeline.after(chance.nextLong(HOUR), this::changePlan);
    timeline.runUntil(hours * HOUR);
    players.forEach(Player::close);
    // whatever is still on its way arrives, leases run out, and history is past its retention
    timeline.runUntil(timeline.nowMs() + HOUR);
    leavesNothing();
  }

  private void crash() {
    server.crash();
    timeline.after(
        SECOND + chance.nextLong(chance.nextInt(4) == 0 ? 20 * MINUTE : 20 * SECOND),
        () -> server.restart(step()));
    timeline.after(30 * MINUTE + chance.nextLong(3 * HOUR), this::crash);
  }

  private long step() {
    return switch (chance.nextInt(6)) {
      case 0 -> chance.nextLong(-30 * SECOND, 30 * SECOND);
      case 1 -> chance.nextLong(-20 * MINUTE, 20 * MINUTE);
      case 2 -> chance.nextLong(-3 * HOUR, 3 * HOUR);
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
        viewer,
        new Plan(bound, before.atLimit(), before.sameDevice(), before.startsPerMinute()));
    tally.count("fault: limit changed");
    timeline.after(chance.nextLong(4 * HOUR), this::changePlan);
  }

  private void leavesNothing() {
    server.restart(0);
    timeline.runUntil(timeline.nowMs() + HOUR);
    for (var household : households.all()) {
      household.ledger().require(9, server.isForgotten(household.viewer()), "nothing is left");
    }
  }
}
