package io.streamgate.store.dynamodb.item;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.stream.Details;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DetailsReferenceTest {

  /**
   * A name of 200 letters can be 600 bytes, and three of them once made each heartbeat cost two
   * units.
   */
  @Test
  void detailsAreLargeByTheirBytesAndNotByTheirLetters() {
    var name = new StringBuilder();
    new Random(1).ints(200, 0x4e00, 0x9fff).forEach(name::appendCodePoint);
    var details = new Details("{\"video_name\":\"" + name + "\"}");

    assertThat(details.json()).hasSizeLessThanOrEqualTo(DetailsReference.MAX_BYTES_IN_ITEM);
    assertThat(DetailsReference.of(details)).isPresent();
  }

  @Test
  void detailsOf220BytesAsPackedStayInTheItemAndNoLargerOnes() {
    assertThat(DetailsReference.of(packedTo(220))).isEmpty();
    assertThat(DetailsReference.of(packedTo(221))).isPresent();
  }

  private static Details packedTo(int bytes) {
    return IntStream.range(221, 400)
        .mapToObj(
            length -> new Details("{\"src\":\"" + ViewerItemTest.randomLooking(length) + "\"}"))
        .filter(details -> Packing.packed(details).length == bytes)
        .findFirst()
        .orElseThrow();
  }
}
