package io.streamgate.config.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.streamgate.config.Config;
import io.streamgate.config.InvalidConfig;
import io.streamgate.identity.token.TokenKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StreamTokensReaderTest {

  private static final Path NO_FILE = Path.of("there-is-no-such-file");
  private static final String LIFE = "STREAMGATE_STREAM_LIFE";
  private static final String KEYS = "STREAMGATE_TOKEN_KEYS";
  private static final String FILE = "STREAMGATE_TOKEN_KEYS_FILE";
  private static final String A = "a:" + "A".repeat(43) + "=";
  private static final String B = "b:" + "B".repeat(64);
  private static final String USE =
      "use id:base64, with an id of 1 to 16 of the characters A-Z a-z 0-9 _ - and 32 bytes or more";

  @TempDir private Path folder;

  private static StreamTokenSettings read(String name, String value) throws InvalidConfig {
    return Config.read(Map.of(name, value), NO_FILE).viewers().streamTokens();
  }

  private static List<String> mistakes(Map<String, String> settings) {
    var thrown = catchThrowableOfType(InvalidConfig.class, () -> Config.read(settings, NO_FILE));
    return thrown == null ? List.of() : thrown.mistakes();
  }

  private static List<String> ids(StreamTokenSettings settings) {
    return Objects.requireNonNull(settings.keys()).keys().stream().map(TokenKey::id).toList();
  }

  private String file(String text) throws Exception {
    return Files.writeString(folder.resolve("keys"), text).toString();
  }

  @Test
  void withoutSettingsTheKeyIsKeptAndAStreamLivesForADay() throws Exception {
    assertThat(Config.read(Map.of(), NO_FILE).viewers().streamTokens())
        .isEqualTo(new StreamTokenSettings(Duration.ofDays(1), null));
  }

  @Test
  void theLifeHasBounds() throws Exception {
    assertThat(read(LIFE, "PT1M").life()).isEqualTo(Duration.ofMinutes(1));
    assertThat(read(LIFE, "P30D").life()).isEqualTo(Duration.ofDays(30));
    for (var text : List.of("PT59.999S", "PT720H0.001S")) {
      assertThat(mistakes(Map.of(LIFE, text)))
          .containsExactly(
              LIFE + ": cannot use '" + text + "'; use whole milliseconds from PT1M to P30D");
    }
  }

  @Test
  void keysAreSeparatedByCommasOrLinesAndKeepTheirOrder() throws Exception {
    assertThat(ids(read(KEYS, B + " , " + A + ","))).containsExactly("b", "a");
    assertThat(ids(read(FILE, file(B + "\r\n\n" + A + "\n")))).containsExactly("b", "a");
    assertThat(ids(read(FILE, file(A + "," + B)))).containsExactly("a", "b");
  }

  @Test
  void theConfigurationShowsNoSecret() throws Exception {
    assertThat(Config.read(Map.of(KEYS, A), NO_FILE).toString())
        .contains("TokenKey[a]")
        .doesNotContain("AAAA");
  }

  @Test
  void aMistakeNamesThePlaceAndQuotesNothing() throws Exception {
    var mistaken = A + ",secret," + B;
    var mistake = ": entry 2 of 3 is not a key; " + USE;

    assertThat(mistakes(Map.of(KEYS, mistaken))).containsExactly(KEYS + mistake);
    assertThat(mistakes(Map.of(FILE, file(mistaken)))).containsExactly(FILE + mistake);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AAAA", "a:AAAA", "a b:", "a:a:"})
  void whatIsNoKeyIsAMistake(String text) {
    assertThat(mistakes(Map.of(KEYS, text)))
        .containsExactly(KEYS + ": entry 1 of 1 is not a key; " + USE);
  }

  @Test
  void eachIdIsUsedOnce() {
    assertThat(mistakes(Map.of(KEYS, A + "," + A)))
        .containsExactly(KEYS + ": two keys have the same id; give each an id of its own");
  }

  @Test
  void noKeysAreAMistake() throws Exception {
    assertThat(mistakes(Map.of(KEYS, ","))).containsExactly(KEYS + ": there is no key; " + USE);
    assertThat(mistakes(Map.of(FILE, file("\n"))))
        .containsExactly(FILE + ": there is no key; " + USE);
  }

  @Test
  void bothAreAMistake() throws Exception {
    assertThat(mistakes(Map.of(KEYS, A, FILE, file(A))))
        .containsExactly(KEYS + ", " + FILE + ": both are set; unset one of them");
  }

  @Test
  void aFileThatCannotBeReadIsNamed() {
    assertThat(mistakes(Map.of(FILE, folder + "/none")))
        .containsExactly(
            FILE
                + ": cannot read '%s/none' as a file;".formatted(folder)
                + " use the path of a file that the server's user may read");
  }
}
