package io.streamgate.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose a secret is. */
final class HashedSecretsTest {

  private static final String SHA_256_OF_FIRST_KEY =
      "9e24b55356ef2a121ab5fd1a3ee8a3c9191e837f3853e399a369e9044ff183f7";
  private static final String SHA_256_OF_SECOND_KEY =
      "f397f260a275cc4d42e7965c556167bf3f068aed491d35a8f5b38c8c2db96bb0";

  private static final HashedSecrets<String> BACK_ENDS =
      HashedSecrets.of(
          List.of(key("playback", SHA_256_OF_FIRST_KEY), key("playback", SHA_256_OF_SECOND_KEY)));

  private static HashedSecrets.Hashed<String> key(String name, String sha256) {
    return new HashedSecrets.Hashed<>(name, HexFormat.of().parseHex(sha256));
  }

  @Test
  void bothKeysOfANameAreThatBackEnds() {
    assertThat(BACK_ENDS.ownerOf("first-key")).contains("playback");
    assertThat(BACK_ENDS.ownerOf("second-key")).contains("playback");
  }

  @Test
  void anotherKeyIsNobodys() {
    assertThat(BACK_ENDS.ownerOf("first-key ")).isEmpty();
    assertThat(BACK_ENDS.ownerOf("")).isEmpty();
    assertThat(BACK_ENDS.ownerOf(SHA_256_OF_FIRST_KEY)).isEmpty();
    assertThat(HashedSecrets.none().ownerOf("first-key")).isEmpty();
  }

  @Test
  void theirTextHasNamesOnly() {
    assertThat(BACK_ENDS).hasToString("[playback, playback]");
  }
}
