package io.streamgate.store.dynamodb.item;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import io.streamgate.store.dynamodb.item.packing.PackingTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The keys of a viewer's rows, and the content of those beside the live item. */
final class RowKeysTest {

  private static final ViewerId VIEWER = new ViewerId("192.0.2.1");
  private static final StreamId A = id("a", 0);
  private static final Duration RETENTION = Duration.ofDays(7);
  private static final Details LARGE =
      new Details("{\"src\":\"" + ViewerItemTest.randomLooking(900) + "\"}");

  private static Map<String, AttributeValue> key(String sort) {
    return Map.of("pk", AttributeValue.fromS("u#192.0.2.1"), "sk", AttributeValue.fromS(sort));
  }

  @Test
  void aViewersRowsShareAPartitionAndHistorySortsById() {
    assertThat(RowKeys.live(VIEWER)).isEqualTo(key("L"));
    assertThat(RowKeys.history(VIEWER, A)).isEqualTo(key("H#" + A));
    assertThat(RowKeys.details(VIEWER, A, new DetailsReference("0123456789abcdef")))
        .isEqualTo(key("D#" + A + "#0123456789abcdef"));
  }

  @Test
  void historyIsReadFromItsFirstRowUpToAnId() {
    assertThat(RowKeys.historyUpTo(VIEWER, A))
        .isEqualTo(
            Map.of(
                ":pk", AttributeValue.fromS("u#192.0.2.1"),
                ":first", AttributeValue.fromS("H#"),
                ":last", AttributeValue.fromS("H#" + A)));
    assertThat(RowKeys.historyUpTo(VIEWER, null))
        .containsEntry(":last", AttributeValue.fromS("H#~"));
  }

  @Test
  void aRowWithoutAKeyIsRefused() {
    assertThatThrownBy(() -> RowKeys.ended(Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no key among []");
  }

  @Test
  void aRowOfHistoryTellsTheWholeStreamHoweverLargeItsDetails() {
    var playback = new Playback.Paused(second(5), 4_000);
    for (var details : new Details[] {LARGE, PackingTest.TELEVISION, Details.NONE}) {
      var last = new Member(A, second(90), playback, details);
      var ended = new Ended(last, new Ending.Evicted(second(9), id("b", 9)));

      var row = RowKeys.historyRow(VIEWER, ended, Map.of(), RETENTION);

      assertThat(row).containsAllEntriesOf(RowKeys.history(VIEWER, A));
      assertThat(RowKeys.ended(row)).isEqualTo(ended);
      assertThat(row.containsKey("m")).isEqualTo(!details.equals(Details.NONE));
    }
  }

  @Test
  void aRowOfHistoryHasWhatTheItemHadOfItsStreamButForItsDetails() {
    var last = new Member(A, second(90), Playback.fromStart(), LARGE);
    var ended = new Ended(last, new Ending.Other("e", second(9), null));
    var kept =
        Map.of(
            "m", AttributeValue.fromS("0123456789abcdef"),
            "p", AttributeValue.fromN("7"),
            "b", AttributeValue.fromS("an operator"),
            "why", AttributeValue.fromS("asked to"));

    var row = RowKeys.historyRow(VIEWER, ended, kept, RETENTION);

    assertThat(row)
        .containsEntry("b", AttributeValue.fromS("an operator"))
        .containsEntry("why", AttributeValue.fromS("asked to"))
        .containsEntry("r", AttributeValue.fromS("e"))
        .doesNotContainKey("p");
    assertThat(RowKeys.ended(row)).isEqualTo(ended);
  }

  @Test
  void aStreamThatWasStoppedByNobodyWithANameIsReadAsThat() {
    var last = new Member(A, second(90), Playback.fromStart(), Details.NONE);
    var ended = new Ended(last, new Ending.Stopped(second(9), null));

    assertThat(RowKeys.ended(RowKeys.historyRow(VIEWER, ended, Map.of(), RETENTION)))
        .isEqualTo(ended);
  }

  @Test
  void aRowOfHistoryIsDroppedARetentionAfterTheEnd() {
    var last = new Member(A, second(90), Playback.fromStart(), Details.NONE);

    var ended = new Ended(last, new Ending.Finished(second(9)));
    var row = RowKeys.historyRow(VIEWER, ended, Map.of(), RETENTION);

    assertThat(row).containsEntry("ttl", seconds(9, RETENTION));
  }

  @Test
  void largeDetailsHaveARowNamedByWhatIsInThemFor30DaysMoreThanTheRetention() {
    var row = RowKeys.detailsRow(VIEWER, A, LARGE, second(9), RETENTION);

    assertThat(row)
        .containsAllEntriesOf(RowKeys.details(VIEWER, A, DetailsReference.to(LARGE)))
        .containsEntry("ttl", seconds(9, Duration.ofDays(37)));
    assertThat(RowKeys.details(row)).isEqualTo(LARGE);
  }

  private static AttributeValue seconds(double second, Duration later) {
    return AttributeValue.fromN(Long.toString(second(second).plus(later).getEpochSecond()));
  }
}
