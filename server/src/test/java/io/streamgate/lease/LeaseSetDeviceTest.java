package io.streamgate.lease;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.limitCountingDevices;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.refused;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.Sets.endedIds;
import static io.streamgate.given.Sets.endings;
import static io.streamgate.given.Sets.members;
import static io.streamgate.given.Sets.playing;
import static io.streamgate.given.Sets.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.stream.Ending;
import org.junit.jupiter.api.Test;

/** A device that plays one stream at a time reclaims its own slot. */
final class LeaseSetDeviceTest {

  @Test
  void aDeviceThatCrashedTakesItsOwnSlotBackAtTheLimit() {
    var set = playing(id("tv/a", 0), id("b", 1));

    var decision = start(set, play(id("tv/c", 2)), limit(2));

    assertThat(members(decision, set)).containsExactly(id("b", 1), id("tv/c", 2));
    assertThat(endings(decision)).containsExactly(new Ending.Replaced(second(2), id("tv/c", 2)));
  }

  @Test
  void aDeviceReplacesItsStreamThoughThereIsRoom() {
    var set = playing(id("tv/a", 0));

    assertThat(members(start(set, play(id("tv/b", 1)), limit(3)), set))
        .containsExactly(id("tv/b", 1));
  }

  @Test
  void aLapsedStreamOfTheDeviceIsReplacedNotDisplaced() {
    var set = playing(id("tv/a", 0));

    assertThat(endings(start(set, play(id("tv/b", 200)), limit(1))))
        .containsExactly(new Ending.Replaced(second(200), id("tv/b", 200)));
  }

  @Test
  void whatTheDeviceGivesBackCountsBeforeAnythingIsDisplaced() {
    var set = playing(id("a", 0), id("tv/b", 1));

    assertThat(endedIds(start(set, play(id("tv/c", 200)), limit(2))))
        .containsExactly(id("tv/b", 1));
  }

  @Test
  void underALoweredLimitADeviceThatMakesNoRoomIsRefusedAndKeepsItsStream() {
    var set = playing(id("a", 0), id("b", 1), id("tv/c", 2));

    var decision = start(set, play(id("tv/d", 3)), limit(2));

    assertThat(decision).isEqualTo(refused(set.members(), limit(2), second(90)));
    assertThat(decision.after(set)).isSameAs(set);
  }

  @Test
  void playersThatNamedNoDeviceNeverReplaceEachOther() {
    var set = playing(id("a", 0));

    assertThat(members(start(set, play(id("b", 1)), limit(2)), set))
        .containsExactly(id("a", 0), id("b", 1));
  }

  @Test
  void aPolicyCanLetADevicePlaySeveral() {
    var set = playing(id("tv/a", 0));

    assertThat(members(start(set, play(id("tv/b", 1)), limitCountingDevices(2)), set))
        .containsExactly(id("tv/a", 0), id("tv/b", 1));
  }

  @Test
  void onceThePolicyReplacesAgainADeviceReplacesAllItsStreams() {
    var set = playing(id("tv/a", 0), id("tv/b", 1), id("c", 2));

    assertThat(endedIds(start(set, play(id("tv/d", 3)), limit(3))))
        .containsExactly(id("tv/a", 0), id("tv/b", 1));
  }

  @Test
  void limitZeroLetsADeviceReplaceNothing() {
    var set = playing(id("tv/a", 0));

    assertThat(start(set, play(id("tv/b", 1)), limit(0)).after(set)).isSameAs(set);
  }
}
