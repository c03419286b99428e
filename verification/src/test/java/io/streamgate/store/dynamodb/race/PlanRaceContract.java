package io.streamgate.store.dynamodb.race;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.GivenPlans.overrideOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.engines.EngineProcess;
import io.streamgate.given.GivenPlans;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.StreamDecision.OfRenewal;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.stream.Ending;
import io.streamgate.oracle.Excess;
import io.streamgate.store.dynamodb.node.Answers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The races again, under plans with rules: no bound of them is exceeded. */
abstract class PlanRaceContract extends LapsedRaceContract {

  /** More members than there are starts: the bounds of the plan are checked instead. */
  private static final int ANY = 100;

  PlanRaceContract(EngineProcess engine) {
    super(engine);
  }

  private static Starts starts(Players players, ViewerId viewer, RacePlan plan) {
    return Starts.of(players, viewer, _ -> plan.rules(), GivenPlans::mixedFacts);
  }

  /** The final state and each answer agree with each other and with the plan. */
  private Audit audited(Scene scene, ViewerId viewer, RacePlan plan, List<Told> told) {
    var audit = scene.audit(viewer, ANY, told);
    assertThat(audit.faults()).as(where()).isEmpty();
    assertThat(Excess.of(audit.members(), plan.rules())).as(where()).isEmpty();
    for (var each : told) {
      for (var set : each.sets()) {
        assertThat(Excess.of(set.members(), plan.rules())).as(where()).isEmpty();
      }
    }
    assertThat(audit.admitted()).as(where()).isNotEmpty();
    return audit;
  }

  @ParameterizedTest
  @CsvSource({
    "FAMILY, CALM",
    "FAMILY, LOST_ANSWERS",
    "FAMILY, CLOCKS_APART",
    "BASIC, CALM",
    "BASIC, LOST_ANSWERS",
    "GUEST, CALM",
    "GUEST, LOST_ANSWERS"
  })
  void ofThirtyTwoStartsNoneIsAboveABound(RacePlan plan, Weather weather) {
    race(
        weather,
        (scene, players, viewer) ->
            audited(scene, viewer, plan, starts(players, viewer, plan).run(Starts::nothing)));
  }

  @ParameterizedTest
  @EnumSource
  void ofStartsOnThirtyTwoNodesNoneIsAboveABound(RacePlan plan) {
    race(
        Weather.CALM,
        (scene, _, viewer) -> {
          var players = scene.playersOfAsManyNodes(Starts.COUNT);
          audited(scene, viewer, plan, starts(players, viewer, plan).run(Starts::nothing));
        });
  }

  @ParameterizedTest
  @CsvSource({"FAMILY, CALM", "FAMILY, LOST_ANSWERS", "BASIC, CALM", "GUEST, CALM"})
  void heartbeatsAndEndsBesideThemLoseNothing(RacePlan plan, Weather weather) {
    race(
        weather,
        (scene, players, viewer) -> {
          var starts = starts(players, viewer, plan);
          audited(scene, viewer, plan, starts.run(starts.eachStaysOrGoes(random().nextLong())));
        });
  }

  @ParameterizedTest
  @EnumSource
  void lapsedStreamsThatAreHeardOfAndStartsAreNotBothAboveABound(RacePlan plan) {
    race(
        Weather.CALM,
        (scene, players, viewer) -> {
          EARLIER.forEach(id -> startEarlier(players, viewer, plan.rules(), id));
          var heard = EARLIER.stream().map(id -> heartbeat(players, viewer, id)).toList();

          var told = starts(players, viewer, plan).later(second(LAPSED)).run(Starts::nothing);

          var audit = audited(scene, viewer, plan, told);
          for (var number = 0; number < EARLIER.size(); number++) {
            var id = EARLIER.get(number);
            assertThat(isSo(audit, plan, id, Answers.await(heard.get(number))))
                .as("%s, %s", id, where())
                .isTrue();
          }
        });
  }

  /** Of streams on three kinds of device. */
  private static void startEarlier(Players players, ViewerId viewer, Rules rules, StreamId id) {
    var kind = "earlier-" + EARLIER.indexOf(id);
    var play = GivenPlans.play(id, "device_type", kind, "profile", kind);
    Answers.await(players.ask(0, (node, _) -> node.start(viewer, play, rules, id.startedAt())));
  }

  /** Whether the answer to that stream's heartbeat matches the final state. */
  private static boolean isSo(Audit audit, RacePlan plan, StreamId id, OfRenewal answer) {
    return switch (answer) {
      case StreamDecision.Kept _ ->
          audit.isMember(id.sid())
              || audit.history().stream()
                  .anyMatch(e -> e.id().equals(id) && e.ending() instanceof Ending.Evicted);
      case StreamDecision.Gone _ -> audit.isOnRecord(id.sid());
      // the third stream of a guest was refused
      case StreamDecision.Unknown _ -> plan == RacePlan.GUEST && id.equals(EARLIER.getLast());
    };
  }

  /** Nodes have different plans for the viewer, as while a file is rolled out. */
  @Test
  void noStartOfAnyPlanIsAboveABoundOfItsOwnPlan() {
    var plans = RacePlan.values();
    race(
        Weather.CALM,
        (scene, players, viewer) -> {
          var starts =
              Starts.of(
                  players,
                  viewer,
                  player -> plans[player / 3 % plans.length].rules(),
                  GivenPlans::mixedFacts);
          var told = starts.run(Starts::nothing);

          assertThat(scene.audit(viewer, ANY, told).faults()).as(where()).isEmpty();
          for (var each : told) {
            if (each.start() instanceof StartDecision.Admitted admitted) {
              assertThat(excess(admitted)).as(where()).isEmpty();
            }
          }
        });
  }

  /** The bounds that this start broke. Those of other groups may have been broken before. */
  private static List<String> excess(StartDecision.Admitted admitted) {
    var member = admitted.member();
    var rules = RacePlan.of(member).rules();
    var bounding =
        rules.each().stream()
            .filter(rule -> member.isCounted() && rule.bounds(member.atStart().facts()))
            .toList();
    var limit = member.isCounted() ? rules.limit().bound() : ANY;
    var own = GivenPlans.plan("its own", limit, bounding, null);
    return Excess.on(member, admitted.next().members(), own);
  }

  /** An operator sets an override while 32 players start. */
  @ParameterizedTest
  @EnumSource
  void anOverrideThatIsSetMeanwhileIsNotLostAndHolds(RacePlan plan) {
    var override = overrideOf(1, second(3600));
    race(
        Weather.CALM,
        (scene, players, viewer) -> {
          var set = players.ask(1, (node, _) -> node.setOverride(viewer, override, second(0)));
          var told = starts(players, viewer, plan).run(Starts::nothing);
          Answers.await(set);

          audited(scene, viewer, plan, told);
          var late = GivenPlans.play(id("late/s", 1));
          var answer =
              Answers.await(
                  players.ask(0, (node, _) -> node.start(viewer, late, plan.rules(), second(1))));
          assertThat(holds(override.grant(), answer)).as("%s, %s", answer, where()).isTrue();
          assertThat(Answers.await(players.ask(1, (node, _) -> node.read(viewer))).override())
              .as(where())
              .isEqualTo(override);
        });
  }

  private static boolean holds(ViewerOverride.Grant grant, StartDecision answer) {
    return switch (answer) {
      case StartDecision.Admitted(_, var next, _) -> next.countedAt(second(1)).size() == 1;
      case StartDecision.Refused refused ->
          grant.equals(new ViewerOverride.Grant.OfLimit(refused.rules().limit()));
      case StartDecision _ -> false;
    };
  }
}
