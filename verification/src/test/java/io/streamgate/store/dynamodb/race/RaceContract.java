package io.streamgate.store.dynamodb.race;

import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.given.Given.limit;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.engines.EngineProcess;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.stream.Ending;
import io.streamgate.testing.Tools;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * 32 starts of one viewer race on two nodes, and no promise is broken, not even when answers are
 * lost or the nodes' clocks differ.
 *
 * <p>The seed is in every failure and in the output. It decides which answers are lost and what
 * players do. {@code -Dstreamgate.seed=...} repeats that, but not the order in which calls arrive.
 */
abstract class RaceContract {

  private static final int LIMIT = 3;
  private static final boolean ALL = Boolean.getBoolean("streamgate.test.all");

  private final EngineProcess engine;
  private final long seed = Long.getLong("streamgate.seed", System.nanoTime());
  private final Random random = new Random(seed);

  RaceContract(EngineProcess engine) {
    this.engine = engine;
  }

  /** One round of a race. */
  @FunctionalInterface
  interface Round {

    void run(Scene scene, Players players, ViewerId viewer);
  }

  /** Runs as many rounds as time allows, each with a new viewer. */
  final void race(Weather weather, Round round) {
    race(weather, weather == Weather.CALM ? 5 : 2, 12, round);
  }

  /** Runs fewer rounds: each of these starts evicts another stream, and collides. */
  private void raceOfEvictions(Weather weather, Round round) {
    race(weather, 2, 4, round);
  }

  private void race(Weather weather, int rounds, int roundsOfAll, Round round) {
    try (var scene = new Scene(engine, weather, seed)) {
      race(scene, scene.players(), ALL ? roundsOfAll : rounds, round);
    }
  }

  private void race(Scene scene, Players players, int rounds, Round round) {
    var began = System.nanoTime();
    for (var number = 0; number < rounds; number++) {
      round.run(scene, players, freshViewer());
    }
    System.out.printf(
        "%s: %d rounds in %d ms, %d answers lost, %d calls repeated, -Dstreamgate.seed=%d%n",
        scene.weather(),
        rounds,
        (System.nanoTime() - began) / 1_000_000,
        scene.lost(),
        players.repeated(),
        seed);
  }

  final Random random() {
    return random;
  }

  final String where() {
    return "-Dstreamgate.seed=" + seed;
  }

  @ParameterizedTest
  @EnumSource
  void ofThirtyTwoStartsThreeAreAdmitted(Weather weather) {
    race(weather, weather == Weather.CALM ? 5 : 2, 40, this::threeAreAdmitted);
  }

  /** Each start has its own node: only the table orders them. */
  @ParameterizedTest
  @EnumSource
  void ofStartsOnThirtyTwoNodesThreeAreAdmitted(Weather weather) {
    try (var scene = new Scene(engine, weather, seed)) {
      var players = scene.playersOfAsManyNodes(Starts.COUNT);
      race(scene, players, ALL ? 12 : 2, this::threeAreAdmitted);
    }
  }

  private void threeAreAdmitted(Scene scene, Players players, ViewerId viewer) {
    var told = Starts.of(players, viewer, limit(LIMIT)).run(Starts::nothing);

    var audit = scene.audit(viewer, LIMIT, told);
    assertThat(audit.faults()).as(where()).isEmpty();
    assertThat(audit.admitted()).as(where()).hasSize(LIMIT);
    assertThat(audit.history()).as(where()).isEmpty();
  }

  /**
   * See {@link #heartbeatsAndEndsBesideEvictionsLoseNothing} for other conditions and more calls.
   */
  @Test
  void startsThatEvictAreAllAdmittedAndThreeRemain() {
    Tools.requireAll("races of evictions alone run with test --all only");
    raceOfEvictions(
        Weather.CALM,
        (scene, players, viewer) -> {
          var rules = limit(LIMIT, AtLimit.EVICT_OLDEST);
          var told = Starts.of(players, viewer, rules).run(Starts::nothing);

          var audit = scene.audit(viewer, LIMIT, told);
          assertThat(audit.faults()).as(where()).isEmpty();
          assertThat(audit.admitted()).as(where()).hasSize(Starts.COUNT);
          assertThat(audit.members()).as(where()).hasSize(LIMIT);
        });
  }

  @ParameterizedTest
  @EnumSource
  void heartbeatsAndEndsBesideEvictionsLoseNothing(Weather weather) {
    raceOfEvictions(
        weather,
        (scene, players, viewer) -> {
          var starts = Starts.of(players, viewer, limit(LIMIT, AtLimit.EVICT_OLDEST));
          var told = starts.run(starts.eachStaysOrGoes(random().nextLong()));

          var audit = scene.audit(viewer, LIMIT, told);
          assertThat(audit.faults()).as(where()).isEmpty();
          assertThat(audit.admitted()).as(where()).hasSize(Starts.COUNT);
        });
  }

  @ParameterizedTest
  @EnumSource
  void aSlotThatIsFreedIsTakenOnce(Weather weather) {
    race(
        weather,
        (scene, players, viewer) -> {
          var starts = Starts.of(players, viewer, limit(LIMIT));
          var told = starts.run(starts.eachStaysOrGoes(random().nextLong()));

          var audit = scene.audit(viewer, LIMIT, told);
          assertThat(audit.faults()).as(where()).isEmpty();
          assertThat(audit.admitted()).as(where()).hasSizeGreaterThanOrEqualTo(LIMIT);
        });
  }

  @ParameterizedTest
  @EnumSource
  void oneStreamOfADeviceRemains(Weather weather) {
    raceOfEvictions(
        weather,
        (scene, players, viewer) -> {
          var told = Starts.ofOneDevice(players, viewer, limit(LIMIT)).run(Starts::nothing);

          var audit = scene.audit(viewer, 1, told);
          assertThat(audit.faults()).as(where()).isEmpty();
          assertThat(audit.admitted()).as(where()).hasSize(Starts.COUNT);
          assertThat(audit.members()).as(where()).hasSize(1);
          assertThat(audit.history())
              .as(where())
              .allMatch(ended -> ended.ending() instanceof Ending.Replaced);
        });
  }
}
