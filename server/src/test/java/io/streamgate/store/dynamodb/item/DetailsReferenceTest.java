package io.streamgate.store.dynamodb.item;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.stream.AtStart;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import io.streamgate.store.dynamodb.item.packing.Packing;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class DetailsReferenceTest {

  /** Its plan takes 8 bytes, the limit 4, the map of facts 5 and the fact 11. */
  private static final AtStart OF_28_BYTES =
      new AtStart("family", new Limit.AtMost(5), Map.of("genre", "sport"), true);

  private static Member member(Details details) {
    return new Member(id("a", 0), second(90), Playback.fromStart(), details);
  }

  /**
   * A name of 180 letters can be 540 bytes, and three of them once made each heartbeat cost two
   * units.
   */
  @Test
  void detailsAreLargeByTheirBytesAndNotByTheirLetters() {
    var name = new StringBuilder();
    new Random(1).ints(180, 0x4e00, 0x9fff).forEach(name::appendCodePoint);
    var details = new Details("{\"video_name\":\"" + name + "\"}");

    assertThat(details.json()).hasSizeLessThanOrEqualTo(DetailsReference.MAX_BYTES_IN_ITEM);
    assertThat(DetailsReference.of(member(details))).isPresent();
  }

  @Test
  void detailsOf200BytesAsPackedStayInTheItemAndNoLargerOnes() {
    assertThat(DetailsReference.of(member(packedTo(200)))).isEmpty();
    assertThat(DetailsReference.of(member(packedTo(201)))).isPresent();
  }

  /** Otherwise a viewer with three streams and facts would pay two units for each heartbeat. */
  @Test
  void whatWasTrueAtTheStartTakesRoomFromTheDetails() {
    assertThat(AtStartCodec.size(OF_28_BYTES)).isEqualTo(28);
    assertThat(DetailsReference.of(member(packedTo(172)).with(OF_28_BYTES))).isEmpty();
    assertThat(DetailsReference.of(member(packedTo(173)).with(OF_28_BYTES)))
        .contains(DetailsReference.to(packedTo(173)));
  }

  @Test
  void noDetailsNeedNoRowHoweverManyFactsThereAre() {
    var facts = new AtStart("family", new Limit.AtMost(5), Map.of("a", "x".repeat(300)), true);

    assertThat(DetailsReference.of(member(Details.NONE).with(facts))).isEmpty();
  }

  private static Details packedTo(int bytes) {
    return IntStream.range(100, 400)
        .mapToObj(ViewerItemTest::randomLooking)
        .flatMap(text -> Stream.of(text, text + "ü", text + "üü", text + "\u6f22"))
        .map(text -> new Details("{\"src\":\"" + text + "\"}"))
        .filter(details -> Packing.packed(details).length == bytes)
        .findFirst()
        .orElseThrow();
  }
}
