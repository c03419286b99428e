package io.streamgate.lease;

import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.limitCountingDevices;
import static io.streamgate.given.Given.notAllowed;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.refused;
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
import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import java.util.List;
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
  void oldestEndsNothingWhereThereIsRoom() {
    assertThat(endedIds(start(THREE, play(id("d", 9), OLDEST), limit(4)))).isEmpty();
  }

  @Test
  void oldestEndsNothingWhereALapsedStreamMakesRoom() {
    var set = renewed(renewed(THREE, id("b", 1), 60), id("c", 2), 60);

    assertThat(endings(start(set, play(id("d", 100), OLDEST), limit(3))))
        .containsExactly(new Ending.Displaced(second(100), id("d", 100)));
  }

  /** The viewer moves a stream to another device: it must not play on both. */
  @Test
  void aChosenStreamEndsEvenWhereThereIsRoom() {
    var decision = start(THREE, play(id("d", 9), chosen(id("b", 1))), limit(4));

    assertThat(members(decision, THREE)).containsExactly(id("a", 0), id("c", 2), id("d", 9));
    assertThat(endings(decision)).containsExactly(new Ending.Evicted(second(9), id("d", 9)));
  }

  @Test
  void severalChosenStreamsAllEndAndOneMayBeNamedTwice() {
    var takeover = chosen(id("c", 2), id("a", 0), id("c", 2));

    var decision = start(THREE, play(id("d", 9), takeover), limit(4));

    assertThat(members(decision, THREE)).containsExactly(id("b", 1), id("d", 9));
    assertThat(endedIds(decision)).containsExactly(id("a", 0), id("c", 2));
  }

  @Test
  void aChosenStreamMakesTheRoomThatALapsedOneWouldHaveMade() {
    var set = renewed(renewed(THREE, id("b", 1), 60), id("c", 2), 60);

    assertThat(endedIds(start(set, play(id("d", 100), chosen(id("b", 1))), limit(3))))
        .containsExactly(id("b", 1));
  }

  /** Its player learns that a person moved it, and does not start again by itself. */
  @Test
  void aChosenStreamThatHasLapsedIsEvictedLikeALiveOne() {
    var decision = start(THREE, play(id("d", 100), chosen(id("b", 1))), limit(9));

    assertThat(endedIds(decision)).containsExactly(id("b", 1));
    assertThat(endings(decision)).containsExactly(new Ending.Evicted(second(100), id("d", 100)));
  }

  @Test
  void aChosenStreamThatLapsedTenMinutesAgoHasEndedByItself() {
    var decision = start(THREE, play(id("d", 691), chosen(id("b", 1))), limit(3));

    assertThat(endings(decision))
        .containsExactly(new Ending.Expired(second(90)), new Ending.Expired(second(91)));
  }

  @Test
  void besideTheChosenOnesTheLapsedMakeRoomAndThenThePolicy() {
    var set = renewed(renewed(THREE, id("a", 0), 60), id("c", 2), 60);
    var evicts = limit(1, AtLimit.EVICT_OLDEST);

    var decision = start(set, play(id("d", 100), chosen(id("c", 2))), evicts);

    assertThat(endedIds(decision)).containsExactly(id("b", 1), id("c", 2), id("a", 0));
    assertThat(endings(decision).getFirst()).isInstanceOf(Ending.Displaced.class);
  }

  @Test
  void aChosenStreamThatIsForeignOrUnknownEndsNothing() {
    refusesUnchanged(THREE, play(id("d", 9), chosen(id("foreign", 1))), limit(3));
  }

  @Test
  void anUnknownStreamIsIgnoredWhereThereIsRoom() {
    var decision = start(THREE, play(id("d", 9), chosen(id("foreign", 1))), limit(4));

    assertThat(decision).isInstanceOf(StartDecision.Admitted.class);
    assertThat(decision.ended()).isEmpty();
  }

  @Test
  void anUnknownStreamIsIgnoredWhereAnotherThatIsNamedMakesRoom() {
    var takeover = chosen(id("foreign", 1), id("c", 2));

    assertThat(endedIds(start(THREE, play(id("d", 9), takeover), limit(3))))
        .containsExactly(id("c", 2));
  }

  @Test
  void anUnknownStreamIsIgnoredWhereThePolicyEvicts() {
    var rules = limit(3, AtLimit.EVICT_OLDEST);

    assertThat(endedIds(start(THREE, play(id("d", 9), chosen(id("foreign", 1))), rules)))
        .containsExactly(id("a", 0));
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

  /** The others would be in its way: a, whose lease ends first, is at 90 s, and b at 91 s. */
  @Test
  void aRefusalSaysWhenTheSameStartWouldBeAdmitted() {
    var decision = start(THREE, play(id("d", 9), chosen(id("c", 2))), limit(1));

    assertThat(decision).isEqualTo(refused(THREE.members(), limit(1), second(91)));
  }

  @Test
  void aChosenStreamOfTheSameDeviceIsEvictedWhereDevicesAreCounted() {
    var set = playing(id("tv/a", 0));

    var decision = start(set, play(id("tv/d", 9), chosen(id("tv/a", 0))), limitCountingDevices(2));

    assertThat(endings(decision)).containsExactly(new Ending.Evicted(second(9), id("tv/d", 9)));
  }

  @Test
  void aChosenStreamOfTheSameDeviceIsReplacedAndThatMayNotBeEnough() {
    var set = playing(id("a", 0), id("b", 1), id("tv/c", 2));

    refusesUnchanged(set, play(id("tv/d", 9), chosen(id("tv/c", 2))), limit(2));
  }

  @Test
  void limitZeroRefusesATakeoverAllTheSame() {
    var decision = start(THREE, play(id("d", 9), OLDEST), limit(0));

    assertThat(decision).isEqualTo(notAllowed(THREE.members(), limit(0)));
    refusesUnchanged(THREE, play(id("d", 9), chosen(id("a", 0), id("b", 1), id("c", 2))), limit(0));
  }

  @Test
  void theVictimIsToldWhoTookItsSlot() {
    var after = start(THREE, play(id("d", 9), OLDEST), limit(3)).after(THREE);

    assertThat(after.renew(id("a", 0), heartbeat(), second(10)))
        .isEqualTo(
            new StreamDecision.Gone(
                new Ended(THREE.members().getFirst(), new Ending.Evicted(second(9), id("d", 9)))));
  }

  private static Takeover chosen(StreamId... ids) {
    return new Takeover.Chosen(List.of(ids));
  }

  private static void refusesUnchanged(LeaseSet set, Start start, Rules rules) {
    var decision = start(set, start, rules);
    assertThat(decision)
        .isInstanceOfAny(StartDecision.Refused.class, StartDecision.NotAllowed.class);
    assertThat(decision.after(set)).isSameAs(set);
  }
}
