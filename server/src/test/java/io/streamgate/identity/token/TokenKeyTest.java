package io.streamgate.identity.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenKeyTest {

  private static final String SECRET = Base64.getEncoder().encodeToString(new byte[32]);

  @ParameterizedTest
  @ValueSource(strings = {"a", "2026-11", "A_z-0123456789ab"})
  void aKeyIsAnIdAndASecret(String id) {
    var key = TokenKey.parse(id + ":" + SECRET).orElseThrow();

    assertThat(key.id()).isEqualTo(id);
    assertThat(key.withSecret()).isEqualTo(id + ":" + SECRET);
  }

  @Test
  void theSecretMayBeLonger() {
    var longer = Base64.getEncoder().encodeToString(new byte[64]);

    assertThat(TokenKey.parse("a:" + longer).orElseThrow().withSecret()).isEqualTo("a:" + longer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":", "a", "é:", "a b:", "0123456789abcdefg:", ":a:"})
  void anIdThatIsNoneIsNoKey(String id) {
    assertThat(TokenKey.parse(id.contains(":") ? id + SECRET : id)).isEmpty();
  }

  @Test
  void aSecretThatIsShortOrNotBase64IsNoKey() {
    var short31 = Base64.getEncoder().encodeToString(new byte[31]);

    assertThat(TokenKey.parse("a:" + short31)).isEmpty();
    assertThat(TokenKey.parse("a:" + SECRET + "?")).isEmpty();
    assertThat(TokenKey.parse("a: " + SECRET)).isEmpty();
  }

  @Test
  void aKeyThatIsMadeCanBeReadAgain() {
    var random = new byte[TokenKey.RANDOM_BYTES];
    random[0] = 1;
    random[37] = 1;

    var made = TokenKey.make(random);
    var read = TokenKey.parse(made.withSecret()).orElseThrow();

    assertThat(read.id()).isEqualTo(made.id()).isEqualTo("AAAAAAAB");
    assertThat(read.sign(new byte[9], 9)).isEqualTo(made.sign(new byte[9], 9));
  }

  @Test
  void aSecretIsShownNowhere() {
    var key = TokenKey.parse("a:" + SECRET).orElseThrow();

    assertThat(new TokenKeys(List.of(key)).toString()).isEqualTo("TokenKeys[keys=[TokenKey[a]]]");
  }

  @Test
  void twoKeysOfOneIdAreRefused() {
    var key = TokenKey.parse("a:" + SECRET).orElseThrow();

    assertThatThrownBy(() -> new TokenKeys(List.of(key, key)))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain(SECRET);
    assertThatThrownBy(() -> new TokenKeys(List.of())).isInstanceOf(IllegalArgumentException.class);
  }
}
