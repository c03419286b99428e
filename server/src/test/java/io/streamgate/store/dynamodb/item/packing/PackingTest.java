package io.streamgate.store.dynamodb.item.packing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamgate.lease.stream.Details;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public final class PackingTest {

  /** The details of a television's player: 253 bytes. */
  public static final Details TELEVISION =
      new Details(
          "{\"video_name\":\"Die Brücke am Fluss\",\"codec_info\":\"avc1.640028,mp4a.40.2\","
              + "\"framerate\":25,\"size\":4831838208,"
              + "\"src\":\"https://cdn.example/v/8271/master.m3u8\","
              + "\"device_id\":\"tv-7f31c0a2\",\"device_name\":\"Living room\","
              + "\"device_type\":\"tv\","
              + "\"content_id\":\"8271\",\"content_type\":\"vod\"}");

  private static final String GOLDEN = "AatG5TrmZKbmKdUCAA==";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"size\":1e400}",
        "{\"video_name\":\"Die Br\u00fccke \ud83c\udfac\"}",
        "{\"attributes\":{\"a\":\"b\",\"video_name\":\"not the name\"}}"
      })
  void whatIsUnpackedIsWhatWasPacked(String json) {
    var details = new Details(json);

    assertThat(Packing.unpacked(Packing.packed(details))).isEqualTo(details);
  }

  @Test
  void longDetailsArePackedWhole() {
    var details = new Details("{\"src\":\"" + "https://cdn.example/%d/".repeat(100) + "\"}");

    assertThat(Packing.unpacked(Packing.packed(details))).isEqualTo(details);
  }

  @Test
  void aTelevisionsDetailsShrinkToLessThanHalf() {
    assertThat(TELEVISION.json().getBytes(UTF_8)).hasSizeBetween(200, 300);
    assertThat(Packing.packed(TELEVISION)).hasSizeLessThan(140);
  }

  /** If the dictionary changed, no node could read the existing tables. */
  @Test
  void whatTheFirstReleaseHasPackedIsReadForEver() {
    var packed = Base64.getDecoder().decode(GOLDEN);

    assertThat(Packing.unpacked(packed)).isEqualTo(new Details("{\"video_name\":\"Alien\"}"));
  }

  @Test
  void detailsPackedByANewerVersionAreRefused() {
    var packed = Packing.packed(TELEVISION);
    packed[0] = 2;

    assertThatThrownBy(() -> Packing.unpacked(packed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("newer version");
  }

  @Test
  void detailsThatAreCutOrDamagedAreRefused() {
    var packed = Packing.packed(TELEVISION);
    var cut = Arrays.copyOf(packed, packed.length / 2);
    var damaged = packed.clone();
    damaged[1] = (byte) 0xff;

    assertThatThrownBy(() -> Packing.unpacked(cut)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Packing.unpacked(damaged))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Packing.unpacked(new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDigestNamesTheTextAndNothingElse() {
    assertThat(Packing.digest(TELEVISION)).hasSize(16).isEqualTo(Packing.digest(TELEVISION));
    assertThat(Packing.digest(new Details("{\"size\":1}")))
        .isNotEqualTo(Packing.digest(new Details("{\"size\":1.0}")));
  }
}
