package io.streamgate.store.dynamodb.item;

import static io.streamgate.given.Given.detailsOf;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;

import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.stream.AtStart;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The size of an item, by the rules that AWS documents: each write is paid by the kilobyte. The
 * viewer's name has 36 characters, as a UUID has, and all streams have been heard of.
 */
final class ItemSizeTest {

  private static final int KILOBYTE = 1024;
  private static final ViewerId UUID = new ViewerId("0f8fad5b-d9cb-469f-a165-70867728950e");

  /** Four facts, of which one is an address. */
  private static AtStart familyOn(String network) {
    return new AtStart(
        "family",
        new Limit.AtMost(5),
        Map.of("content_type", "live", "genre", "sport", "device_type", "tv", "network", network),
        true);
  }

  private static Member playing(int number, Details details, AtStart atStart) {
    var id = id("tv-%d/key-%d".formatted(number, number), number);
    var playback = new Playback.Playing(1_234_567);
    var content = detailsOf("ep-" + number).content();
    return new Member(id, second(60), second(150), playback, details.naming(content), atStart);
  }

  private static List<Member> three(Details details, AtStart atStart) {
    return List.of(
        playing(1, details, atStart), playing(2, details, atStart), playing(3, details, atStart));
  }

  /** The item of a viewer who watches these streams. */
  private static int bytes(List<Member> members) {
    var item = new HashMap<>(RowKeys.live(UUID));
    item.put("v", AttributeValues.number(12));
    item.put("ttl", RowKeys.seconds(second(0)));
    item.put("ids", AttributeValues.texts(ViewerItem.counted(members)));
    item.put("devs", AttributeValues.texts(DeviceMarks.of(members)));
    for (var member : members) {
      item.put(AttributeNames.lease(member.id().sid()), fromM(StreamCodec.lease(member)));
    }
    return bytes(item);
  }

  private static int bytes(Map<String, AttributeValue> map) {
    return map.entrySet().stream()
        .mapToInt(each -> bytes(each.getKey()) + bytes(each.getValue()))
        .sum();
  }

  private static int bytes(String text) {
    return text.getBytes(UTF_8).length;
  }

  private static int bytes(AttributeValue value) {
    return switch (value.type()) {
      case S -> bytes(value.s());
      case N -> 1 + (value.n().length() + 1) / 2;
      case B -> value.b().asByteArray().length;
      case BOOL -> 1;
      case SS -> value.ss().stream().mapToInt(ItemSizeTest::bytes).sum();
      case M -> 3 + value.m().size() + bytes(value.m());
      default -> throw new AssertionError("nothing in an item is " + value);
    };
  }

  /** Some 200 bytes, as a player sends them. */
  private static final Details PLAYER =
      new Details(
          "{\"video_name\":\"The Long Way Home\",\"codec_info\":\"avc1.640028,mp4a.40.2\","
              + "\"src\":\"https://cdn.example/v/8271/master.m3u8\",\"size\":4831838208,"
              + "\"device_id\":\"tv-7f31c0a2\",\"content_id\":\"8271\",\"content_type\":\"live\"}");

  @Test
  void threeStreamsWith200BytesOfDetailsAndFourFactsFitIntoAKilobyte() {
    assertThat(bytes(PLAYER.json())).isBetween(190, 210);
    for (var network : List.of("203.0.113.7", "2001:db8:85a3:1::/64")) {
      var streams = three(PLAYER, familyOn(network));

      assertThat(DetailsReference.of(streams.getFirst())).isEmpty();
      assertThat(bytes(streams)).isLessThanOrEqualTo(KILOBYTE);
    }
  }

  /** The largest details that stay in the item, of streams that are all paused. */
  @Test
  void threeStreamsFitIntoAKilobyteWhateverTheirDetailsAndFacts() {
    for (var atStart : List.of(AtStart.UNKNOWN, familyOn("203.0.113.7"))) {
      var largest = largestInItem(atStart);
      var streams =
          three(largest, atStart).stream()
              .map(each -> each.with(new Playback.Paused(second(90), 1_234_567)))
              .toList();

      assertThat(bytes(streams)).isBetween(KILOBYTE - 30, KILOBYTE);
    }
  }

  private static Details largestInItem(AtStart atStart) {
    return IntStream.iterate(300, length -> length - 1)
        .mapToObj(
            length -> new Details("{\"src\":\"" + ViewerItemTest.randomLooking(length) + "\"}"))
        .filter(details -> DetailsReference.of(playing(1, details, atStart)).isEmpty())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theFactsOfThreeStreamsWithoutDetailsTakeAQuarterOfAKilobyte() {
    var facts =
        bytes(three(Details.NONE, familyOn("203.0.113.7")))
            - bytes(three(Details.NONE, AtStart.UNKNOWN));

    assertThat(facts).isEqualTo(3 * 78);
  }
}
