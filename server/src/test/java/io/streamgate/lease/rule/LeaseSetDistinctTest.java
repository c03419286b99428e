package io.streamgate.lease.rule;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.GivenPlans.TWO_HOMES;
import static io.streamgate.given.GivenPlans.plan;
import static io.streamgate.given.GivenPlans.play;
import static io.streamgate.given.Sets.endedIds;
import static io.streamgate.given.Sets.endings;
import static io.streamgate.given.Sets.paused;
import static io.streamgate.given.Sets.renewed;
import static io.streamgate.given.Sets.start;
import static io.streamgate.lease.rule.AtLimit.EVICT_IDLE;
import static io.streamgate.lease.rule.AtLimit.EVICT_OLDEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.Start;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules that count distinct values: all streams with a value are one. */
final class LeaseSetDistinctTest {

  /** The networks 1, 2 and 1 again. */
  private static final LeaseSet TWO =
      started(home("a", 0, "1"), home("b", 1, "2"), home("c", 2, "1"));

  private static Start.Play home(String name, double second, String network) {
    return play(id(name, second), "network", network);
  }

  private static Start.Play device(String name, double second, String device) {
    return play(id(name, second), "device_id", device);
  }

  private static Rules homes(int max, @Nullable AtLimit atLimit) {
    return rules(new Rule("homes", max, "network", List.of(), Where.ALL, atLimit));
  }

  private static Rules rules(Rule rule) {
    return plan("plan", 9, List.of(rule), null);
  }

  private static LeaseSet started(Start... starts) {
    var set = LeaseSet.EMPTY;
    for (var each : starts) {
      set = start(set, each, plan("plan", 9, List.of(), null)).after(set);
    }
    return set;
  }

  @Test
  void aValueThatIsThereAlreadyTakesNoRoom() {
    assertThat(start(TWO, home("d", 3, "2"), rules(TWO_HOMES)))
        .isInstanceOf(StartDecision.Admitted.class);
  }

  @Test
  void aNewValueTakesTheRoomOfAllThatAreThere() {
    assertThat(start(TWO, home("d", 3, "3"), rules(TWO_HOMES)))
        .isEqualTo(
            new StartDecision.Refused(
                TWO.members(),
                new Bound("two-homes", "network", 2, Map.of()),
                second(91),
                rules(TWO_HOMES),
                TWO.members()));
  }

  @Test
  void afterABoundWasLoweredEvenAValueThatIsThereIsRefused() {
    assertThat(start(TWO, home("d", 3, "2"), homes(1, null)))
        .isInstanceOfSatisfying(
            StartDecision.Refused.class,
            refused -> assertThat(refused.availableAt()).isEqualTo(second(92)));
  }

  @Test
  void allStreamsOfTheOldestValueEndTogether() {
    var admitted = start(TWO, home("d", 3, "3"), homes(2, EVICT_OLDEST));

    var ending = new Ending.Evicted(second(3), id("d", 3), "homes");
    assertThat(endings(admitted)).containsExactly(ending, ending);
    assertThat(endedIds(admitted)).containsExactly(id("a", 0), id("c", 2));
  }

  @Test
  void aValueOfWhichOneStreamIsLiveHasNotLapsed() {
    var set = renewed(TWO, id("c", 2), 50);

    assertThat(endedIds(start(set, home("d", 92, "3"), rules(TWO_HOMES))))
        .containsExactly(id("b", 1));
  }

  @Test
  void ofAValueThatIsEvictedTheLapsedStreamIsDisplaced() {
    var set = renewed(renewed(TWO, id("c", 2), 50), id("b", 1), 50);

    assertThat(endings(start(set, home("d", 92, "3"), homes(2, EVICT_OLDEST))))
        .containsExactly(
            new Ending.Displaced(second(92), id("d", 92)),
            new Ending.Evicted(second(92), id("d", 92), "homes"));
  }

  @Test
  void aValueIsIdleIfAllItsStreamsArePausedAndSinceTheLast() {
    var one = paused(paused(TWO, id("a", 0), 3), id("b", 1), 4);
    assertThat(endedIds(start(one, home("d", 9, "3"), homes(2, EVICT_IDLE))))
        .containsExactly(id("b", 1));

    var all = paused(one, id("c", 2), 5);
    assertThat(endedIds(start(all, home("d", 9, "3"), homes(2, EVICT_IDLE))))
        .containsExactly(id("b", 1));
    var sooner = paused(paused(paused(TWO, id("a", 0), 3), id("c", 2), 4), id("b", 1), 5);
    assertThat(endedIds(start(sooner, home("d", 9, "3"), homes(2, EVICT_IDLE))))
        .containsExactly(id("a", 0), id("c", 2));
  }

  @Test
  void streamsWithoutADeviceIdAreOnDevicesOfTheirOwn() {
    var two = rules(new Rule("two", 2, "device_id", List.of(), Where.ALL, null));
    var set = started(device("a", 0, ""), device("b", 1, "tv"));

    assertThat(start(set, device("c", 2, "tv"), two)).isInstanceOf(StartDecision.Admitted.class);
    assertThat(start(set, device("c", 2, ""), two)).isInstanceOf(StartDecision.Refused.class);
    assertThat(start(set, device("c", 2, "phone"), two)).isInstanceOf(StartDecision.Refused.class);
  }

  @Test
  void streamsWithoutADeviceIdShareNoGroupOfDevices() {
    var one = rules(new Rule("one", 1, null, List.of("device_id"), Where.ALL, null));
    var set = started(device("a", 0, ""), device("b", 1, "tv"));

    assertThat(start(set, device("c", 2, ""), one)).isInstanceOf(StartDecision.Admitted.class);
    assertThat(start(set, device("c", 2, "tv"), one))
        .isInstanceOfSatisfying(
            StartDecision.Refused.class,
            refused -> {
              assertThat(refused.live()).extracting(Member::id).containsExactly(id("b", 1));
              assertThat(refused.bound().group()).containsExactly(Map.entry("device_id", "tv"));
            });
  }

  @Test
  void theGroupOfAStreamWithoutADeviceIdIsShownAsEmpty() {
    var none = rules(new Rule("none", 0, null, List.of("device_id"), Where.ALL, null));

    assertThat(start(TWO, device("d", 3, ""), none))
        .isEqualTo(
            new StartDecision.NotAllowed(
                TWO.members(), new Bound("none", null, 0, Map.of("device_id", "")), none));
  }

  @Test
  void ofOtherAttributesTheEmptyValueIsOneValue() {
    var set = started(home("a", 0, ""), home("b", 1, ""), home("c", 2, "1"));

    assertThat(start(set, home("d", 3, ""), rules(TWO_HOMES)))
        .isInstanceOf(StartDecision.Admitted.class);
    assertThat(start(set, home("d", 3, "2"), rules(TWO_HOMES)))
        .isInstanceOf(StartDecision.Refused.class);
  }
}
