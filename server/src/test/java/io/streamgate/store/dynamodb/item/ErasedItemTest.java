package io.streamgate.store.dynamodb.item;

import static io.streamgate.given.Given.VIEWER;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromB;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Termination;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What an erasure leaves of an item. */
final class ErasedItemTest {

  private static final StreamId A = ChangeFixture.A;
  private static final StreamId TV = ChangeFixture.TV;

  private static final Termination BY = new Termination("erase", null);
  private static final StreamId GONE = id("gone", 0);

  private static Map<String, AttributeValue> erased() {
    var before =
        new Ended(
            ChangeFixture.member(GONE, 90, "{}"),
            new Ending.Evicted(second(3), id("taker", 3), "a-rule"));
    var read =
        new ViewerItem(
            7, List.of(ChangeFixture.member(A, 90, "{}")), List.of(before), Map.of(), Map.of());
    var all = new Ended(ChangeFixture.member(A, 90, "{}"), new Ending.Terminated(second(5), BY));
    return ErasedItem.inPlaceOf(read, VIEWER, List.of(all), BY, second(5));
  }

  private static AttributeValue tombstone(StreamId id, double ended) {
    return fromM(
        Map.of(
            "s", fromN(Long.toString(id.startedAt().toEpochMilli())),
            "e", fromN(ChangeFixture.ms(ended)),
            "r", fromS("terminated"),
            "o", fromS("erase")));
  }

  @Test
  void itIsAVersionTombstonesWithoutDataAndATimeToLive() {
    assertThat(erased())
        .isEqualTo(
            Map.of(
                "pk",
                fromS("u#192.0.2.1"),
                "sk",
                fromS("L"),
                "v",
                fromN("8"),
                "ttl",
                fromN(Long.toString(second(605).getEpochSecond())),
                "R." + A.sid(),
                tombstone(A, 5),
                "R." + GONE.sid(),
                tombstone(GONE, 3)));
  }

  @Test
  void itTellsWhenItWasErased() {
    assertThat(ErasedItem.erasedAt(erased())).hasValue(second(5));
    assertThat(ErasedItem.erasedAt(Map.of())).isEmpty();
  }

  @Test
  void anItemThatHasAnythingElseIsNotErased() {
    var other = Map.of("s", fromN("1"), "e", fromN("2"), "r", fromS("s"));
    var marked = new HashMap<>(Objects.requireNonNull(erased().get("R." + A.sid())).m());
    marked.put("c", fromB(SdkBytes.fromByteArray(new byte[8])));

    for (var attribute :
        Map.of(
                "L." + A.sid(),
                fromM(Map.of()),
                "E." + A.sid(),
                fromM(Map.of()),
                "o",
                fromM(Map.of()),
                "ids",
                fromS("a"),
                "future",
                fromS("a"),
                "R." + TV.sid(),
                fromM(other),
                "R." + A.sid(),
                fromM(marked))
            .entrySet()) {
      var item = new HashMap<>(erased());
      item.put(attribute.getKey(), attribute.getValue());

      assertThat(ErasedItem.erasedAt(item)).as(attribute.getKey()).isEmpty();
    }
  }
}
