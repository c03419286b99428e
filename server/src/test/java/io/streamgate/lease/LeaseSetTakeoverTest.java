package io.streamgate.lease;

import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.Sets.ended;
import static io.streamgate.given.Sets.endedIds;
import static io.streamgate.given.Sets.endings;
import static io.streamgate.given.Sets.members;
import static io.streamgate.given.Sets.playing;
import static io.streamgate.given.Sets.renewed;
import static io.streamgate.given.Sets.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import org.junit.jupiter.api.Test;

/** The viewer gives up a live stream for a new one. */
final class LeaseSetTakeoverTest {

  private static final Takeover OLDEST = new Takeover.Oldest();
  private static final LeaseSet THREE = playing(id("a", 0), id("b", 1), id("c", 2));

  @Test
  void oldestEndsTheStreamThatStartedFirst() {
    var decision = start(THREE, play(id("d", 9), OLDEST), limit(3));

    assertThat(members(decision, THREE)).containsExactly(id("b", 1), id("c", 2), id("d", 9));
    assertThat(endings(decision)).containsExactly(new Ending.Evicted(second(9), id("d", 9)));
  }

  @Test
  void oldestEndsAsManyAsBringTheNewStreamWithinALoweredLimit() {
    var decision = start(THREE, play(id("d", 9), OLDEST), limit(2));

    assertThat(members(decision, THREE)).containsExactly(id("c", 2), id("d", 9));
    assertThat(endedIds(decision)).containsExactly(id("a", 0), id("b", 1));
  }

  @Test
  void oldestDisplacesTheLapsedBeforeItEndsTheLive() {
    var set = renewed(renewed(THREE, id("a", 0), 60), id("c", 2), 60);

    var decision = start(set, play(id("d", 100), OLDEST), limit(2));

    assertThat(endings(decision))
        .containsExactly(
            new Ending.Displaced(second(100), id("d", 100)),
            new Ending.Evicted(second(100), id("d", 100)));
    assertThat(endedIds(decision)).containsExactly(id("b", 1), id("a", 0));
  }

  @Test
  void oldestMeansTheStartNotTheLease() {
    var set = renewed(THREE, id("a", 0), 60);

    assertThat(endedIds(start(set, play(id("d", 61), OLDEST), limit(3))))
        .containsExactly(id("a", 0));
  }

  @Test
  void aChosenStreamIsTheOneThatEnds() {
    var decision = start(THREE, play(id("d", 9), chosen(id("b", 1))), limit(3));

    assertThat(members(decision, THREE)).containsExactly(id("a", 0), id("c", 2), id("d", 9));
    assertThat(endings(decision)).containsExactly(new Ending.Evicted(second(9), id("d", 9)));
  }

  @Test
  void takeoverIsNotUsedWhereThereIsRoom() {
    assertThat(endedIds(start(THREE, play(id("d", 9), OLDEST), limit(4)))).isEmpty();
    assertThat(endedIds(start(THREE, play(id("d", 9), chosen(id("b", 1))), limit(4)))).isEmpty();
  }

  @Test
  void takeoverIsNotUsedWhereALapsedStreamMakesRoom() {
    var set = renewed(renewed(THREE, id("b", 1), 60), id("c", 2), 60);

    assertThat(endedIds(start(set, play(id("d", 100), chosen(id("b", 1))), limit(3))))
        .containsExactly(id("a", 0));
  }

  @Test
  void aChosenStreamThatIsForeignOrUnknownEndsNothing() {
    refusesUnchanged(THREE, play(id("d", 9), chosen(id("foreign", 1))), limit(3));
  }

  @Test
  void aChosenStreamThatHasEndedEndsNothing() {
    var set = ended(playing(id("a", 0), id("b", 1), id("c", 2), id("x", 3)), id("x", 3), 4);

    refusesUnchanged(set, play(id("d", 9), chosen(id("x", 3))), limit(3));
  }

  @Test
  void aChosenStreamThatHasLapsedEndsNothingWhereItsSlotIsNotEnough() {
    var set = renewed(renewed(THREE, id("b", 1), 60), id("c", 2), 60);

    refusesUnchanged(set, play(id("d", 100), chosen(id("a", 0))), limit(2));
  }

  @Test
  void aChosenStreamWhoseEndIsNotEnoughEndsNothing() {
    refusesUnchanged(THREE, play(id("d", 9), chosen(id("b", 1))), limit(2));
  }

  @Test
  void aChosenStreamThatIsNotLiveEndsNothingThoughThePolicyWouldEvict() {
    var rules = limit(3, Rules.AtLimit.EVICT_OLDEST);

    refusesUnchanged(THREE, play(id("d", 9), chosen(id("foreign", 1))), rules);
  }

  @Test
  void aChosenStreamOfTheSameDeviceIsReplacedAndThatMayNotBeEnough() {
    var set = playing(id("a", 0), id("b", 1), id("tv/c", 2));

    refusesUnchanged(set, play(id("tv/d", 9), chosen(id("tv/c", 2))), limit(2));
  }

  @Test
  void limitZeroRefusesATakeoverAllTheSame() {
    var decision = start(THREE, play(id("d", 9), OLDEST), limit(0));

    assertThat(decision).isEqualTo(new StartDecision.NotAllowed(THREE.members()));
  }

  @Test
  void theVictimIsToldWhoTookItsSlot() {
    var after = start(THREE, play(id("d", 9), OLDEST), limit(3)).after(THREE);

    assertThat(after.renew(id("a", 0), heartbeat(), second(10)))
        .isEqualTo(
            new StreamDecision.Gone(
                new Ended(THREE.members().getFirst(), new Ending.Evicted(second(9), id("d", 9)))));
  }

  private static Takeover chosen(StreamId id) {
    return new Takeover.Chosen(id);
  }

  private static void refusesUnchanged(LeaseSet set, Start start, Rules rules) {
    var decision = start(set, start, rules);
    assertThat(decision).isInstanceOf(StartDecision.Refused.class);
    assertThat(decision.after(set)).isSameAs(set);
  }
}
