package io.streamgate.identity.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The keys of back ends. */
final class BackEndsTest {

  private static final String SHA_256_OF_FIRST_KEY =
      "9e24b55356ef2a121ab5fd1a3ee8a3c9191e837f3853e399a369e9044ff183f7";
  private static final String SHA_256_OF_SECOND_KEY =
      "f397f260a275cc4d42e7965c556167bf3f068aed491d35a8f5b38c8c2db96bb0";

  private static final BackEnds BACK_ENDS =
      new BackEnds(
          List.of(key("playback", SHA_256_OF_FIRST_KEY), key("playback", SHA_256_OF_SECOND_KEY)));

  private static BackEnds.Key key(String name, String sha256) {
    return new BackEnds.Key(name, HexFormat.of().parseHex(sha256));
  }

  @Test
  void bothKeysOfANameAreThatBackEnds() {
    assertThat(BACK_ENDS.nameOf("first-key")).contains("playback");
    assertThat(BACK_ENDS.nameOf("second-key")).contains("playback");
  }

  @Test
  void anotherKeyIsNobodys() {
    assertThat(BACK_ENDS.nameOf("first-key ")).isEmpty();
    assertThat(BACK_ENDS.nameOf("")).isEmpty();
    assertThat(BACK_ENDS.nameOf(SHA_256_OF_FIRST_KEY)).isEmpty();
    assertThat(BackEnds.NONE.nameOf("first-key")).isEmpty();
  }

  @Test
  void theirTextHasNamesOnly() {
    assertThat(BACK_ENDS).hasToString("[playback, playback]");
  }
}
