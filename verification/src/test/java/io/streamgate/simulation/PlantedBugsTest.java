package io.streamgate.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.streamgate.lease.rule.Limit;
import io.streamgate.simulation.bugs.Bug;
import io.streamgate.simulation.bugs.StartBugs;
import io.streamgate.simulation.bugs.StreamBugs;
import io.streamgate.simulation.ledger.Violation;
import io.streamgate.simulation.world.FaultRanges;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulation finds each bug with one seed, and names the invariant that it violates. */
@Tag("model")
final class PlantedBugsTest {

  private static final long SEED = 1;
  private static final int HOURS = 400;
  private static final FaultRanges LATE = new FaultRanges(0, 300, 0, 270_000, 0, false);
  private static final FaultRanges HOUR_OFF = FaultRanges.clockStepsOnly(3_600_000);

  private static Stream<Arguments> bugs() {
    var unlimited = new Limit.Unlimited();
    var two = new Limit.AtMost(2);
    return Stream.of(
        planted(
            "a limit that is not enforced", 1, "but the limit is", StartBugs.limitOf3Is(unlimited)),
        planted(
            "the size is not checked",
            1,
            "but the limit is",
            Bug.withoutCondition("size(ids) < :n")),
        planted(
            "the device is not checked",
            1,
            "of its device",
            Bug.withoutCondition("NOT contains(devs, :d)")),
        planted(
            "acknowledged, but not kept",
            2,
            "is not in the table",
            StartBugs.acknowledgedBeforeKept()),
        planted(
            "refused, but kept", 2, "was refused, but is a member", StartBugs.keepsTheRefused()),
        planted(
            "an incomplete list", 2, "never had exactly these", StreamBugs.listLacksTheNewest()),
        planted("an end that frees two slots", 3, "was stopped, but", StreamBugs.endsOnceMore()),
        planted(
            "a takeover only at the limit",
            3,
            "is still a member",
            StartBugs.takesOverOnlyAtTheLimit()),
        planted("a takeover unread", 1, "members, but the limit is", Bug.takesOverUnread()),
        planted("rules that are not enforced", 1, "exceeded: [", StartBugs.ignoresRules()),
        planted("an override that is ignored", 1, "is not what any", StartBugs.ignoresOverrides()),
        planted(
            "an override that a start does not see",
            1,
            "is not what any",
            Bug.withoutCondition("attribute_not_exists(o)")),
        planted("an override that is forgotten", 2, "is not in", StreamBugs.forgetsOverrides()),
        planted(
            "an expired override is not compared",
            2,
            "was lost, or came back",
            LATE,
            Bug.withoutCondition("o.u = :until")),
        planted("an uncounted stream counts", 1, "is not what", StartBugs.countsTheUncounted()),
        planted("a counted stream does not count", 1, "is not what", StartBugs.countsNothing()),
        planted(
            "a takeover beside uncounted streams",
            3,
            "is still a member",
            Bug.withoutCondition("attribute_not_exists(un)")),
        planted("an end without its device", 3, "was stopped, but", StreamBugs.forgetsWhoEnds()),
        planted("alive at its expiry", 4, "holds a slot at", StartBugs.aliveAtExpiry()),
        planted(
            "a revival is not checked",
            4,
            "was live, but lost",
            Bug.withoutCondition("#D0.x = :x0")),
        planted(
            "a renewal that moves back",
            4,
            "earlier than promised",
            Bug.withoutCondition("#L.x < :expires")),
        planted(
            "a leave after the return",
            4,
            "earlier than promised",
            Bug.withoutCondition("#L.x = :told")),
        planted(
            "a node's own clock", 4, "earlier than promised", HOUR_OFF, Bug.judgesByItsOwnClock()),
        planted("an amendment that renews", 4, "no player requested", StreamBugs.amendmentRenews()),
        planted("one slot less than allowed", 4, "invariant 4", StartBugs.limitOf3Is(two)),
        planted("limit before replay", 5, "start was refused", StartBugs.limitBeforeReplay()),
        planted(
            "a replay in a second slot", 5, "has started it", StartBugs.replayTakesAnotherSlot()),
        planted("lowering ends streams", 6, "was stopped, but", StartBugs.loweringEndsStreams()),
        planted("lowering fails heartbeats", 6, "it is over", StreamBugs.loweringFailsHeartbeats()),
        planted("a read for each stream", 7, "calls to the store", StartBugs.readsForEach()),
        planted("viewers compared as numbers", 8, "has started it", StartBugs.viewersAreNumbers()),
        planted("history beyond its retention", 9, "is listed as", StreamBugs.showsThePast()),
        planted(
            "ended streams are not checked",
            10,
            "back",
            Bug.withoutCondition("attribute_not_exists(#R)")),
        planted(
            "a key for any content", 10, "a start of other content", StartBugs.keyWithoutContent()),
        planted("a heartbeat that revives", 10, "came back", StreamBugs.revives()));
  }

  private static Arguments planted(String name, int invariant, String message, Bug bug) {
    return planted(name, invariant, message, FaultRanges.TOLERATED, bug);
  }

  private static Arguments planted(
      String name, int invariant, String message, FaultRanges ranges, Bug bug) {
    return Arguments.of(name, invariant, message, ranges, bug);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bugs")
  void aPlantedBugIsFoundAndItsInvariantNamed(
      String name, int invariant, String message, FaultRanges ranges, Bug bug) {
    var simulation = new Simulation(SEED, ranges, Simulation.VIEWERS, bug);
    var found =
        assertThatExceptionOfType(Violation.class)
            .as(name)
            .isThrownBy(() -> simulation.run(HOURS))
            .actual();

    assertThat(found).hasMessageContaining(message);
    assertThat(found.invariant()).isEqualTo(invariant);
  }
}
