package io.streamgate.lease;

import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.notAllowed;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.Sets.endedIds;
import static io.streamgate.given.Sets.endings;
import static io.streamgate.given.Sets.members;
import static io.streamgate.given.Sets.paused;
import static io.streamgate.given.Sets.playing;
import static io.streamgate.given.Sets.renewed;
import static io.streamgate.given.Sets.start;
import static io.streamgate.lease.rule.AtLimit.EVICT_IDLE;
import static io.streamgate.lease.rule.AtLimit.EVICT_OLDEST;
import static io.streamgate.lease.rule.AtLimit.REFUSE;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.given.Given;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Playback;
import org.junit.jupiter.api.Test;

/** Which stream the policy evicts if live streams hold every slot. */
final class LeaseSetAtLimitTest {

  private static final LeaseSet THREE = playing(id("a", 0), id("b", 1), id("c", 2));

  @Test
  void refuseRefuses() {
    assertThat(start(THREE, play(id("d", 9)), limit(3, REFUSE)))
        .isInstanceOf(StartDecision.Refused.class);
  }

  @Test
  void evictOldestEndsTheStreamThatStartedFirst() {
    var decision = start(THREE, play(id("d", 9)), limit(3, EVICT_OLDEST));

    assertThat(endedIds(decision)).containsExactly(id("a", 0));
    assertThat(endings(decision)).containsExactly(new Ending.Evicted(second(9), id("d", 9)));
  }

  @Test
  void evictOldestEndsAsManyAsALoweredLimitNeeds() {
    var decision = start(THREE, play(id("d", 9)), limit(1, EVICT_OLDEST));

    assertThat(members(decision, THREE)).containsExactly(id("d", 9));
    assertThat(endedIds(decision)).containsExactly(id("a", 0), id("b", 1), id("c", 2));
  }

  @Test
  void evictIdleEndsTheStreamThatWasPausedFirst() {
    var set = paused(paused(THREE, id("c", 2), 5), id("b", 1), 6);

    assertThat(endedIds(start(set, play(id("d", 9)), limit(3, EVICT_IDLE))))
        .containsExactly(id("c", 2));
  }

  @Test
  void evictIdleEndsTheOldestWhereNoneIsPaused() {
    assertThat(endedIds(start(THREE, play(id("d", 9)), limit(3, EVICT_IDLE))))
        .containsExactly(id("a", 0));
  }

  @Test
  void evictIdleEndsThePausedBeforeTheOldest() {
    var set = paused(THREE, id("c", 2), 5);

    assertThat(endedIds(start(set, play(id("d", 9)), limit(2, EVICT_IDLE))))
        .containsExactly(id("c", 2), id("a", 0));
  }

  @Test
  void ofStreamsThatPausedTogetherEvictIdleEndsTheOldest() {
    var set = paused(paused(THREE, id("c", 2), 5), id("b", 1), 5);

    assertThat(endedIds(start(set, play(id("d", 9)), limit(3, EVICT_IDLE))))
        .containsExactly(id("b", 1));
  }

  @Test
  void aStreamThatPlaysAgainIsNotIdle() {
    var set = paused(THREE, id("c", 2), 5);
    set = set.renew(id("c", 2), heartbeat(new Playback.Report.Plays()), second(6)).after(set);

    assertThat(endedIds(start(set, play(id("d", 9)), limit(3, EVICT_IDLE))))
        .containsExactly(id("a", 0));
  }

  @Test
  void aStreamThatStartedPausedIsIdleSinceItsStart() {
    var set = start(THREE, Given.paused(id("p", 3)), limit(4)).after(THREE);
    set = paused(set, id("a", 0), 4);

    assertThat(endedIds(start(set, play(id("d", 9)), limit(4, EVICT_IDLE))))
        .containsExactly(id("p", 3));
  }

  @Test
  void lapsedStreamsGoBeforeIdleOnes() {
    var set = paused(THREE, id("c", 2), 60);
    set = renewed(set, id("b", 1), 60);

    assertThat(endedIds(start(set, play(id("d", 100)), limit(3, EVICT_IDLE))))
        .containsExactly(id("a", 0));
  }

  @Test
  void aTakeoverOfTheOldestOverridesEvictIdle() {
    var set = paused(THREE, id("c", 2), 5);

    var start = play(id("d", 9), new Takeover.Oldest());
    assertThat(endedIds(start(set, start, limit(3, EVICT_IDLE)))).containsExactly(id("a", 0));
  }

  @Test
  void evictionDoesNotHelpAtLimitZero() {
    assertThat(start(THREE, play(id("d", 9)), limit(0, EVICT_OLDEST)))
        .isEqualTo(notAllowed(THREE.members(), limit(0, EVICT_OLDEST)));
  }
}
