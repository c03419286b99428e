package io.streamgate.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamgate.identity.Caller;
import io.streamgate.identity.Viewer;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.Sid;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.limiter.Event;
import io.streamgate.limiter.Event.Manner;
import io.streamgate.limiter.Event.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is counted, for how long, and what an erasure leaves. */
final class UsageTest {

  private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
  private static final LocalDate TODAY = LocalDate.parse("2026-11-29");
  private static final Duration DAY = Duration.ofDays(1);
  private static final StreamId STREAM =
      StreamId.of(NOON, Sid.ofRandom(Device.UNNAMED, new byte[Sid.RANDOM_BYTES]));

  private final Usage usage = new Usage(NOON, viewer -> viewer.value().hashCode() * 31L);

  private void started(String viewer, int active, Instant at) {
    see(new Event.Started(caller(viewer), STREAM, Manner.ADMITTED, null, active), at);
  }

  private void refused(String viewer, Reason reason, int active) {
    see(new Event.NotStarted(caller(viewer), reason, active, null, null), NOON);
  }

  private void see(Event event, Instant at) {
    usage.count(event, at);
    usage.record(event, at);
  }

  private static Caller caller(String viewer) {
    return new Caller(new Viewer(new ViewerId(viewer)), "r");
  }

  private static String counts(List<Levels.Level> levels) {
    return String.join(
        " ",
        levels.stream()
            .map(l -> l.level() + ":" + l.starts() + "/" + l.distinctViewers())
            .toList());
  }

  @Test
  void startsReachTheLevelThatTheViewerThenHasAndARefusedOneAttemptsTheNext() {
    started("a", 1, NOON);
    started("a", 2, NOON);
    started("b", 1, NOON);
    refused("a", Reason.LIMIT_REACHED, 2);
    refused("a", Reason.LIMIT_REACHED, 2);
    var levels = usage.levels(TODAY, NOON);
    assertThat(counts(levels.reached())).isEqualTo("1:2/2 2:1/1");
    assertThat(counts(levels.attempted())).isEqualTo("1:2/2 2:1/1 3:2/1");
  }

  @Test
  void startThatIsRepeatedUncountedOrTooFrequentHasNoLevel() {
    for (var manner : new Manner[] {Manner.REPLAYED, Manner.RECORDED, Manner.UNENFORCED}) {
      see(new Event.Started(caller("a"), STREAM, manner, null, 1), NOON);
    }
    refused("a", Reason.TOO_MANY_STARTS, 0);
    refused("a", Reason.KEY_REUSED, 0);
    var levels = usage.levels(TODAY, NOON);
    assertThat(levels.reached()).isEmpty();
    assertThat(levels.attempted()).isEmpty();
  }

  @Test
  void levelsAboveAHundredAreOne() {
    started("a", 100, NOON);
    started("a", 101, NOON);
    started("a", 1_000, NOON);
    assertThat(counts(usage.levels(TODAY, NOON).reached())).isEqualTo("100:1/1 101:2/1");
  }

  @Test
  void dayEndsAtMidnightUtcAndIsKeptForAWeek() {
    started("a", 1, Instant.parse("2026-11-29T23:59:59.999Z"));
    started("a", 2, Instant.parse("2026-11-30T00:00:00Z"));
    assertThat(counts(usage.levels(TODAY, NOON).reached())).isEqualTo("1:1/1");
    assertThat(counts(usage.levels(TODAY.plusDays(1), NOON.plus(DAY)).reached()))
        .isEqualTo("2:1/1");
    started("a", 1, NOON.plus(DAY.multipliedBy(7)));
    var week = NOON.plus(DAY.multipliedBy(7));
    assertThat(counts(usage.levels(TODAY, week).reached())).isEqualTo("1:1/1");
    assertThatThrownBy(() -> usage.levels(TODAY, week.plus(DAY)))
        .isInstanceOf(UnknownDay.class)
        .hasMessage("must be from 2026-11-30 to 2026-12-07, the days that this node has counted");
  }

  @Test
  void dayBeforeTheNodeStartedIsUnknownAndOneWithoutStartsIsEmpty() {
    assertThat(usage.levels(TODAY.plusDays(1), NOON.plus(DAY)).reached()).isEmpty();
    assertThatThrownBy(() -> usage.levels(TODAY.minusDays(1), NOON))
        .hasMessage("must be 2026-11-29, the only day that this node has counted");
    assertThatThrownBy(() -> usage.levels(TODAY.plusDays(1), NOON)).isInstanceOf(UnknownDay.class);
  }

  @Test
  void viewersAreRankedByTheirEvents() {
    started("a", 1, NOON);
    started("b", 1, NOON);
    started("b", 2, NOON);
    refused("c", Reason.RULE_REACHED, 3);
    assertThat(usage.top(Activity.STARTED, 10, NOON).viewers())
        .containsExactly(new Top.RankedViewer("b", 2, 2), new Top.RankedViewer("a", 1, 1));
    assertThat(usage.top(Activity.REFUSED, 10, NOON).viewers())
        .containsExactly(new Top.RankedViewer("c", 1, 1));
    assertThat(usage.top(Activity.STARTED, 1, NOON).viewers())
        .containsExactly(new Top.RankedViewer("b", 2, 2));
  }

  @Test
  void rankIsOfTodayAndTheDayBefore() {
    started("a", 1, NOON);
    assertThat(usage.top(Activity.STARTED, 10, NOON).since()).isEqualTo(NOON);
    var tomorrow = usage.top(Activity.STARTED, 10, NOON.plus(DAY));
    assertThat(tomorrow.viewers()).hasSize(1);
    assertThat(tomorrow.since()).isEqualTo(NOON);
    var after = usage.top(Activity.STARTED, 10, NOON.plus(DAY.multipliedBy(2)));
    assertThat(after.viewers()).isEmpty();
    assertThat(after.since()).isEqualTo(Instant.parse("2026-11-30T00:00:00Z"));
  }

  /** Viewers that nobody remembers make counts uncertain, by no more than the sketch promises. */
  @Test
  void busyViewersAreFoundAmongAHundredThousandOthers() {
    for (var other = 0; other < 100_000; other++) {
      started("other-" + other, 1, NOON);
      if (other % 100 == 0) {
        started("busy-" + other % 500, 1, NOON);
      }
    }
    var top = usage.top(Activity.STARTED, 5, NOON);
    assertThat(top.viewers())
        .extracting(Top.RankedViewer::viewer)
        .allMatch(v -> v.startsWith("busy-"));
    assertThat(top.viewers())
        .allSatisfy(
            each -> {
              assertThat(each.count()).isLessThanOrEqualTo(200);
              assertThat(each.atMost())
                  .isBetween(200L, each.count() + 101_000 / HeavyHitters.ONE_IN);
            });
  }

  @Test
  void erasedViewerLeavesTheRanksAndItsNameIsInNoSketch() {
    for (var i = 0; i < 9; i++) {
      started("anna@example.com", i + 1, NOON);
      started("ben", i + 1, NOON.plus(DAY));
    }
    started("anna@example.com", 1, NOON.plus(DAY));
    usage.record(new Event.Erased(caller("anna@example.com"), true), NOON.plus(DAY));
    var top = usage.top(Activity.STARTED, 10, NOON.plus(DAY));
    assertThat(top.viewers()).containsExactly(new Top.RankedViewer("ben", 9, 9));
    assertThat(new String(Base64.getDecoder().decode(top.sketch()), StandardCharsets.ISO_8859_1))
        .contains("ben")
        .doesNotContain("anna");
  }

  @Test
  void erasureLeavesTheBoundsOfOthersTrue() {
    for (var other = 0; other < 20_000; other++) {
      started("other-" + other, 1, NOON);
      started("busy", 1, NOON);
    }
    var before = usage.top(Activity.STARTED, 1, NOON).viewers();
    started("anna", 1, NOON);
    usage.forget(new ViewerId("anna"));
    assertThat(usage.top(Activity.STARTED, 1, NOON).viewers()).isEqualTo(before);
  }
}
