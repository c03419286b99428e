package io.streamgate.store.dynamodb.item;

import static io.streamgate.given.Given.VIEWER;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromB;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.streamgate.lease.LeaseSet;
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

/** What operators do to an item, and what an erasure leaves of it. */
final class ErasedItemTest extends ChangeFixture {

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

  @Test
  void aSwapOnItWantsItToHoldNothingStill() {
    var read = new ViewerItem(7, List.of(), List.of(), Map.of(), Map.of());
    var admitted = member(A, 290, "{}");

    change =
        CompareAndSwap.admitting(
            read, admitted, new LeaseSet(List.of(admitted), List.of()), List.of(), RETENTION);

    assertThat(change.condition())
        .isEqualTo(
            "v = :v AND attribute_not_exists(ids) AND attribute_not_exists(un)"
                + " AND attribute_not_exists(o)");
  }

  @Test
  void anEndByAnOperatorIsOneUpdateLikeAnyOther() {
    var by = new Termination("operate", "Please call us");
    var updates = new Updates(RETENTION);

    change = updates.terminate(A, by, second(5));

    assertThat(change.update()).startsWith("SET #E = #L, #R = :tombstone REMOVE #L");
    var written = value(":tombstone").m();
    assertThat(written)
        .containsEntry("r", fromS("terminated"))
        .containsEntry("o", fromS("operate"))
        .containsEntry("t", fromS("Please call us"))
        .hasSize(5);
    assertThat(StreamCodec.ending(written)).isEqualTo(new Ending.Terminated(second(5), by));
  }

  @Test
  void anEndByAnOperatorWithoutARoleIsThatOfALaterVersion() {
    change = new Updates(RETENTION).terminate(A, new Termination("read", null), second(5));
    var written = Map.of("e", fromN(ms(5)), "r", fromS("terminated"));
    assertThat(StreamCodec.ending(written))
        .isEqualTo(new Ending.Other("terminated", second(5), null));

    var long_ = new HashMap<>(written);
    long_.put("o", fromS("operate"));
    long_.put("t", fromS("x".repeat(201)));
    assertThat(StreamCodec.ending(long_))
        .isEqualTo(new Ending.Terminated(second(5), new Termination("operate", null)));
  }
}
