package io.streamgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.streamgate.identity.operator.Operator;
import io.streamgate.identity.operator.Role;
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
import org.junit.jupiter.params.provider.ValueSource;

/** The settings with the tokens of operators. */
final class ConfigOperatorsTest {

  private static final Path NO_FILE = Path.of("there-is-no-such-file");
  private static final String OPERATORS = "STREAMGATE_OPERATORS";
  private static final String FILE = "STREAMGATE_OPERATORS_FILE";
  private static final String USE =
      "; use name:role:sha256hex, with a name of 1 to 64 of the characters a-z A-Z 0-9 _ . -, and a"
          + " role of read, operate or erase";

  /** Of {@code first-key}. */
  private static final String A =
      "9e24b55356ef2a121ab5fd1a3ee8a3c9191e837f3853e399a369e9044ff183f7";

  private static final String B = "B".repeat(64);

  @TempDir Path folder;

  private static Config.Management read(Map<String, String> environment) throws InvalidConfig {
    return Config.read(environment, NO_FILE).management();
  }

  private static List<String> mistakes(Map<String, String> environment) {
    var thrown = catchThrowableOfType(InvalidConfig.class, () -> Config.read(environment, NO_FILE));
    return thrown == null ? List.of() : thrown.mistakes();
  }

  private static List<String> mistakes(String operators) {
    return mistakes(Map.of(OPERATORS, operators));
  }

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("operators"), text).toString();
  }

  @Test
  void anOperatorHasANameARoleAndAToken() throws Exception {
    var tokens =
        read(Map.of(OPERATORS, "anna:read:" + A + ", Otto_2.eu-1 : erase : " + B + ","))
            .operators()
            .tokens();

    assertThat(tokens.ownerOf("first-key")).contains(new Operator("anna", Role.READ));
    assertThat(tokens)
        .hasToString("[Operator[name=anna, role=READ], Operator[name=Otto_2.eu-1, role=ERASE]]");
    assertThat(read(Map.of()).operators().tokens().isEmpty()).isTrue();
  }

  @Test
  void theyMayBeInAFile() throws Exception {
    var tokens = file("anna:operate:" + A + "\r\n\notto:read:" + B + "\n");

    assertThat(read(Map.of(FILE, tokens)).operators().tokens())
        .hasToString("[Operator[name=anna, role=OPERATE], Operator[name=otto, role=READ]]");
    assertThat(mistakes(Map.of(OPERATORS, "anna:read:" + A, FILE, tokens)))
        .containsExactly(
            "STREAMGATE_OPERATORS, STREAMGATE_OPERATORS_FILE: both are set; unset one of them");
  }

  /** A server that nobody can operate would look the same, and the operator would search. */
  @Test
  void aSettingWithoutAnOperatorIsAMistake() throws Exception {
    assertThat(mistakes(Map.of(FILE, file("\n"))))
        .containsExactly("STREAMGATE_OPERATORS_FILE: there is no operator" + USE);
    assertThat(mistakes(",")).containsExactly("STREAMGATE_OPERATORS: there is no operator" + USE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret",
        "anna:secret",
        "anna:read:secret:x",
        "a nna:read:secret",
        ":read:secret"
      })
  void anEntryOfAnotherFormIsAMistakeThatQuotesNothing(String entry) {
    assertThat(mistakes(entry))
        .containsExactly("STREAMGATE_OPERATORS: cannot read operator 1" + USE);
  }

  @Test
  void aRoleIsOneOfThree() {
    for (var role : List.of("admin", "READ", "", "secret")) {
      assertThat(mistakes("otto:erase:" + B + ",anna:" + role + ":" + A))
          .containsExactly(
              "STREAMGATE_OPERATORS: cannot read the role of operator 2, anna; use read, operate or"
                  + " erase");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret",
        "",
        "0",
        "g000000000000000000000000000000000000000000000000000000000000000"
      })
  void aTokenIsThereByItsHash(String hash) {
    assertThat(mistakes("anna:read:" + hash))
        .containsExactly(
            "STREAMGATE_OPERATORS: cannot read the token of operator 1, anna; use the SHA-256 of"
                + " the token, 64 hexadecimal digits");
  }

  /** {@code sha256sum} of a variable that is not set says this. */
  @Test
  void theHashOfNothingIsNoToken() {
    assertThat(
            mistakes("anna:read:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"))
        .containsExactly(
            "STREAMGATE_OPERATORS: cannot use the token of operator 1, anna: it is the SHA-256 of"
                + " nothing; use that of the token");
  }

  /** The audit names operators, so a name is one person's or one program's. */
  @Test
  void aNameAndATokenAreThereOnce() {
    assertThat(mistakes("anna:read:" + A + ",anna:read:" + B))
        .containsExactly(
            "STREAMGATE_OPERATORS: operator 2, anna: another operator has the same name; give each"
                + " a name of its own, also two tokens of one person, such as anna and anna-2");
    assertThat(mistakes("anna:read:" + B + ",otto:erase:" + B.toLowerCase(Locale.ROOT)))
        .containsExactly(
            "STREAMGATE_OPERATORS: operator 2, otto: another operator has the same token; give"
                + " each its own");
  }

  @Test
  void thereAreAHundredAtMost() {
    assertThat(mistakes(operators(100))).isEmpty();
    assertThat(mistakes(operators(101)))
        .containsExactly("STREAMGATE_OPERATORS: there are 101 operators; use at most 100");
  }

  private static String operators(int many) {
    return IntStream.range(0, many)
        .mapToObj("anna%1$d:read:%1$064d"::formatted)
        .collect(Collectors.joining(","));
  }
}
