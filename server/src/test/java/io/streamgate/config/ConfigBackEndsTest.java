package io.streamgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings with the keys of back ends. */
final class ConfigBackEndsTest {

  private static final Path NO_FILE = Path.of("there-is-no-such-file");
  private static final String KEYS = "STREAMGATE_BACKEND_KEYS";
  private static final String FILE = "STREAMGATE_BACKEND_KEYS_FILE";
  private static final String MODE = "STREAMGATE_IDENTITY";
  private static final String A = "a".repeat(64);
  private static final String B = "b".repeat(64);
  private static final String C = "C".repeat(64);

  @TempDir Path folder;

  private static String read(Map<String, String> environment) throws InvalidConfig {
    return Config.read(environment, NO_FILE).viewers().backEnds().toString();
  }

  private static List<String> mistakes(Map<String, String> environment) {
    var thrown = catchThrowableOfType(InvalidConfig.class, () -> Config.read(environment, NO_FILE));
    return thrown == null ? List.of() : thrown.mistakes();
  }

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("keys"), text).toString();
  }

  @Test
  void aBackEndHasANameAndOneOrTwoKeys() throws Exception {
    assertThat(read(Map.of(KEYS, "playback:" + A + ", Tv_2.eu-1:" + B + ",playback:" + C + ",")))
        .isEqualTo("[playback, Tv_2.eu-1, playback]");
    assertThat(read(Map.of())).isEqualTo("[]");
  }

  @Test
  void theKeysMayBeInAFile() throws Exception {
    var keys = file("playback:" + A + "\r\n\ntv:" + B + ",ops:" + C + "\n");

    assertThat(read(Map.of(FILE, keys))).isEqualTo("[playback, tv, ops]");
  }

  @Test
  void theModeHeaderNeedsAKey() throws Exception {
    assertThat(mistakes(Map.of(MODE, "header")))
        .containsExactly(
            "STREAMGATE_IDENTITY: 'header' needs the key of a back end; set"
                + " STREAMGATE_BACKEND_KEYS or STREAMGATE_BACKEND_KEYS_FILE");
    assertThat(mistakes(Map.of(MODE, "header", FILE, file("\n")))).hasSize(1);
    assertThat(read(Map.of(MODE, "header", KEYS, "tv:" + A))).isEqualTo("[tv]");
    assertThat(mistakes(Map.of(MODE, "header", KEYS, "tv"))).hasSize(1);
  }

  @Test
  void keysInBothPlacesAreAMistake() throws Exception {
    assertThat(mistakes(Map.of(MODE, "header", KEYS, "tv:" + A, FILE, file("tv:" + B))))
        .containsExactly(
            "STREAMGATE_BACKEND_KEYS, STREAMGATE_BACKEND_KEYS_FILE: both are set; unset one of"
                + " them");
  }

  @Test
  void aFileThatCannotBeReadIsAMistake() throws Exception {
    assertThat(mistakes(Map.of(MODE, "header", FILE, "no/such/file")))
        .containsExactly(
            "STREAMGATE_BACKEND_KEYS_FILE: cannot read 'no/such/file' as a file; use the path of a"
                + " file that the server's user may read");
    assertThat(mistakes(Map.of(FILE, folder.toString()))).hasSize(1);
    assertThat(mistakes(Map.of(FILE, file(" ".repeat(65_536))))).isEmpty();
    assertThat(mistakes(Map.of(FILE, file(" ".repeat(65_537)))))
        .singleElement()
        .asString()
        .endsWith("keys': it has more than 64 KiB; use a file with one key on each line");
  }

  @Test
  void everyMistakeIsReportedAndNoneQuotesAKey() {
    assertThat(mistakes(Map.of(KEYS, "secret-1,tv:secret-2,t v:" + A + ",ops:" + A + "0")))
        .containsExactly(
            "STREAMGATE_BACKEND_KEYS: cannot read the name of key 1; use name:sha256hex, with a"
                + " name of 1 to 64 of the characters a-z A-Z 0-9 _ . -",
            "STREAMGATE_BACKEND_KEYS: cannot read key 2, of tv; use the SHA-256 of the key, 64"
                + " hexadecimal digits",
            "STREAMGATE_BACKEND_KEYS: cannot read the name of key 3; use name:sha256hex, with a"
                + " name of 1 to 64 of the characters a-z A-Z 0-9 _ . -",
            "STREAMGATE_BACKEND_KEYS: cannot read key 4, of ops; use the SHA-256 of the key, 64"
                + " hexadecimal digits");
    assertThat(mistakes(Map.of(KEYS, "x".repeat(65) + ":" + A))).hasSize(1);
    assertThat(mistakes(Map.of(KEYS, "x".repeat(64) + ":" + A))).isEmpty();
  }

  @Test
  void aKeyIsThereOnce() {
    assertThat(mistakes(Map.of(KEYS, "tv:" + C + ",ops:" + C.toLowerCase(Locale.ROOT))))
        .containsExactly(
            "STREAMGATE_BACKEND_KEYS: key 2, of ops, is there twice; use each key once");
  }

  @Test
  void aNameHasTwoKeysAtMost() {
    assertThat(mistakes(Map.of(KEYS, "tv:" + A + ",tv:" + B + ",tv:" + C)))
        .containsExactly(
            "STREAMGATE_BACKEND_KEYS: key 3, of tv, is one too many; use at most two of one name,"
                + " while a key is changed");
  }

  /** {@code sha256sum} of a variable that is not set says this, and an empty header would fit. */
  @Test
  void theHashOfNothingIsNoKey() {
    assertThat(
            mistakes(
                Map.of(
                    KEYS, "tv:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")))
        .containsExactly(
            "STREAMGATE_BACKEND_KEYS: cannot use key 1, of tv: it is the SHA-256 of nothing; use"
                + " that of the key");
  }

  @Test
  void thereAreAHundredKeysAtMost() {
    assertThat(mistakes(Map.of(KEYS, keys(100)))).isEmpty();
    assertThat(mistakes(Map.of(KEYS, keys(101))))
        .containsExactly("STREAMGATE_BACKEND_KEYS: there are 101 keys; use at most 100");
  }

  private static String keys(int many) {
    return IntStream.range(0, many)
        .mapToObj("tv%1$d:%1$064d"::formatted)
        .collect(Collectors.joining(","));
  }

  @ParameterizedTest
  @ValueSource(strings = {"stream-token", "Stream-Token", "x-streamgate-key", "X-Streamgate-New"})
  void theAddressIsInNoHeaderOfCredentials(String name) {
    assertThat(mistakes(Map.of("STREAMGATE_ADDRESS_HEADER", name)))
        .containsExactly(
            "STREAMGATE_ADDRESS_HEADER: cannot use '%s': it does not hold a plain address;"
                    .formatted(name)
                + " use x-forwarded-for, or a header that holds a single address, such as"
                + " cf-connecting-ip");
  }

  @ParameterizedTest
  @CsvSource({"X-Streamgate-Key, x-streamgate-key", "x-streamgate-viewer, x-streamgate-viewer"})
  void pagesMayNotSendTheHeadersOfBackEnds(String name, String shown) {
    assertThat(mistakes(Map.of("STREAMGATE_CORS_HEADERS", "x-ok," + name)))
        .containsExactly(
            "STREAMGATE_CORS_HEADERS: cannot use '%s': a page would have the key of a back end;"
                    .formatted(shown)
                + " let the back end send the request");
  }
}
