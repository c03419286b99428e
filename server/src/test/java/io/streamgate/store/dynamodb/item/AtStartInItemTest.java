package io.streamgate.store.dynamodb.item;

import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.stream.AtStart;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Where an item has what was true of a stream when it started. */
final class AtStartInItemTest {

  private static final AtStart FREE =
      new AtStart("family", new Limit.AtMost(5), Map.of("free", "yes", "genre", ""), false);

  private static Member member(String name, AtStart atStart) {
    var id = id(name, 0);
    return new Member(id, second(90), Playback.fromStart(), Details.NONE).with(atStart);
  }

  static List<AtStart> starts() {
    return List.of(
        AtStart.UNKNOWN,
        FREE,
        new AtStart("family", new Limit.AtMost(0), Map.of(), true),
        new AtStart("family", new Limit.Unlimited(100), Map.of("Ä.b", "\"ü\""), true),
        new AtStart(null, new Limit.AtMost(3), Map.of("genre", "sport"), true));
  }

  @ParameterizedTest
  @MethodSource("starts")
  void aMemberAndItsRowOfHistoryHaveIt(AtStart atStart) {
    var member = member("a", atStart);
    var ended = member.ended(new Ending.Evicted(second(9), id("b", 9), "two-homes"));
    var row = RowKeys.historyRow(freshViewer(), ended, Map.of(), Duration.ofDays(1));

    assertThat(StreamCodec.member(member.id().sid(), StreamCodec.lease(member))).isEqualTo(member);
    assertThat(RowKeys.ended(row)).isEqualTo(ended);
  }

  @Test
  void theNamesAreShortAndWhatIsNotSaidIsAbsent() {
    assertThat(AtStartCodec.attributes(FREE))
        .isEqualTo(
            Map.of(
                "n", fromS("family"),
                "a", fromN("5"),
                "f", fromM(Map.of("free", fromS("yes"), "genre", fromS(""))),
                "u", AttributeValue.fromBool(true)));
    assertThat(AtStartCodec.attributes(AtStart.UNKNOWN)).isEmpty();
  }

  /** As an older version wrote them. */
  @Test
  void aTombstoneAloneAndAnEvictionWithoutARuleAreRead() {
    var ended = member("a", FREE).ended(new Ending.Evicted(second(9), id("b", 9)));
    var tombstone = StreamCodec.tombstone(ended);

    assertThat(tombstone).containsOnlyKeys("s", "e", "r", "b");
    var item = Map.of(AttributeNames.tombstone(ended.id().sid()), fromM(tombstone));
    assertThat(ViewerItem.of(item).ended())
        .extracting(Ended::ending)
        .containsExactly(ended.ending());
    assertThat(ViewerItem.of(item).ended().getFirst().last().atStart()).isEqualTo(AtStart.UNKNOWN);
  }

  @Test
  void theTombstoneSaysWhichRuleEvicted() {
    var ended = member("a", FREE).ended(new Ending.Evicted(second(9), id("b", 9), "two-homes"));

    assertThat(StreamCodec.tombstone(ended)).containsEntry("w", fromS("two-homes"));
    assertThat(StreamCodec.ending(StreamCodec.tombstone(ended))).isEqualTo(ended.ending());
  }

  @Test
  void theSetsTellMembersThatCountFromOthers() {
    var members = List.of(member("a", AtStart.UNKNOWN), member("tv/b", FREE));

    assertThat(ViewerItem.counted(members)).containsExactly(id("a", 0).sid().value());
    assertThat(ViewerItem.uncounted(members)).containsExactly(id("tv/b", 0).sid().value());
    assertThat(DeviceMarks.of(members)).hasSize(1);
  }

  @Test
  void aLimitThatALaterVersionAllowsIsReadAsTheLargestOfThisOne() {
    var atStart = AtStartCodec.read(Map.of("n", fromS("hotel"), "a", fromN("5000")));

    assertThat(atStart.limit()).isEqualTo(new Limit.AtMost(1_000));
  }
}
