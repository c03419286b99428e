package io.streamgate.lease;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.Sets.endedIds;
import static io.streamgate.given.Sets.endings;
import static io.streamgate.given.Sets.members;
import static io.streamgate.given.Sets.playing;
import static io.streamgate.given.Sets.renewed;
import static io.streamgate.given.Sets.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.stream.Ending;
import org.junit.jupiter.api.Test;

/** At the limit, a start takes the slots of lapsed members. */
final class LeaseSetDisplacementTest {

  @Test
  void aLeaseThatExpiresExactlyNowNoLongerHoldsItsSlot() {
    var set = playing(id("a", 0));

    assertThat(start(set, play(id("b", 89.999)), limit(1)))
        .isInstanceOf(StartDecision.Refused.class);
    assertThat(members(start(set, play(id("b", 90)), limit(1)), set)).containsExactly(id("b", 90));
  }

  @Test
  void theDisplacedStreamEndsWhenItIsDisplacedByTheOneThatTookItsSlot() {
    var set = playing(id("a", 0));

    assertThat(endings(start(set, play(id("b", 95)), limit(1))))
        .containsExactly(new Ending.Displaced(second(95), id("b", 95)));
  }

  @Test
  void theLongestLapsedIsDisplacedFirst() {
    var set = renewed(playing(id("a", 0), id("b", 1)), id("a", 0), 5);

    assertThat(endedIds(start(set, play(id("c", 200)), limit(2)))).containsExactly(id("b", 1));
  }

  @Test
  void ofThoseThatLapsedTogetherTheOldestIsDisplacedFirst() {
    var set = playing(id("a", 0), id("b", 1));
    set = renewed(renewed(set, id("b", 1), 5), id("a", 0), 5);

    assertThat(endedIds(start(set, play(id("c", 200)), limit(2)))).containsExactly(id("a", 0));
  }

  @Test
  void onlyAsManyAreDisplacedAsTheStartNeeds() {
    var set = playing(id("a", 0), id("b", 1), id("c", 2));

    assertThat(members(start(set, play(id("d", 200)), limit(3)), set))
        .containsExactly(id("b", 1), id("c", 2), id("d", 200));
  }

  @Test
  void whereThereIsRoomALapsedMemberKeepsItsSlot() {
    var set = playing(id("a", 0));

    assertThat(members(start(set, play(id("b", 200)), limit(2)), set))
        .containsExactly(id("a", 0), id("b", 200));
  }

  @Test
  void aLoweredLimitDisplacesSeveral() {
    var set = playing(id("a", 0), id("b", 1), id("c", 2));

    assertThat(endedIds(start(set, play(id("d", 200)), limit(1))))
        .containsExactly(id("a", 0), id("b", 1), id("c", 2));
  }

  @Test
  void ifDisplacingIsNotEnoughNothingIsDisplaced() {
    var set = renewed(playing(id("a", 0), id("b", 1), id("c", 2)), id("b", 1), 50);
    set = renewed(set, id("c", 2), 50);

    var decision = start(set, play(id("d", 100)), limit(2));

    assertThat(decision).isInstanceOf(StartDecision.Refused.class);
    assertThat(decision.after(set)).isSameAs(set);
  }

  @Test
  void aMemberRevivedBeforeTheStartIsNotDisplaced() {
    var set = renewed(playing(id("a", 0)), id("a", 0), 95);

    assertThat(start(set, play(id("b", 95)), limit(1))).isInstanceOf(StartDecision.Refused.class);
  }

  @Test
  void aMemberThatNobodyRevivedForTenMinutesHasEndedAtItsExpiryAndIsNotDisplaced() {
    var set = playing(id("a", 0));

    assertThat(endings(start(set, play(id("b", 690)), limit(1))))
        .containsExactly(new Ending.Expired(second(90)));
  }

  @Test
  void aCrashedViewerIsNeverLockedOut() {
    var set = playing(id("a", 0), id("b", 0), id("c", 0));

    assertThat(start(set, play(id("d", 90)), limit(3))).isInstanceOf(StartDecision.Admitted.class);
  }
}
