package io.streamgate.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code plans check}, and commands that are none. */
final class PlansCheckTest extends CommandFixture {

  private static final String VALID =
      """
      default: standard
      plans:
        standard: {limit: 3}
        family:
          limit: 5
          at_limit: evict-oldest
          rules:
            - {name: one-match, max: 1, where: {content_type: [live]}}
            - {name: two-homes, max: 2, of: network}
          uncounted: {content_type: [trailer]}
          uncounted_by_player: true
        vip: {limit: unlimited}
      """;

  private static final String BROKEN =
      """
      default: standard
      plans:
        standard: {limit: three}
        family: {limits: 3}
      """;

  @Test
  void validPlansAreSummedUp() {
    var file = file("plans.yaml", VALID);

    assertThat(run("plans", "check", file))
        .isEqualTo(
            new Run(
                0,
                """
                %s: 3 plans, valid with the store sqlite
                  family: limit 5, evict-oldest; rules one-match, two-homes; uncounted by content_type
                  standard: limit 3, refuse (the default)
                  vip: unlimited, refuse
                """
                    .formatted(file),
                ""));
  }

  @Test
  void allMistakesAreListedWithTheFileAndTheirLines() {
    var file = file("plans.yaml", BROKEN);

    var run = run("plans", "check", file);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines())
        .anyMatch(line -> line.startsWith(file + ":3: "))
        .anyMatch(line -> line.startsWith(file + ":4: "));
  }

  @Test
  void aFileThatCannotBeReadIsSaidSo() {
    assertThat(run("plans", "check", "no-such.yaml"))
        .isEqualTo(new Run(1, "", "cannot read no-such.yaml: NoSuchFileException\n"));
  }

  @Test
  void theBoundOfTheStoreInTheSettingsHolds() {
    var file = file("plans.yaml", "default: a\nplans:\n  a: {limit: 101}\n");

    assertThat(run("plans", "check", file).status()).isZero();
    settings.put("DYNAMO_TABLE_NAME", "streams");
    assertThat(run("plans", "check", file).err()).startsWith(file + ":3: ").contains("101");
  }

  /** The file in use may be the one that somebody mends. */
  @Test
  void theFileThatTheSettingsNameMayBeBroken() {
    settings.put("STREAMGATE_PLANS", file("plans.yaml", BROKEN));

    assertThat(run("plans", "check", settings.get("STREAMGATE_PLANS")).status()).isEqualTo(1);
    assertThat(run("plans", "check", file("next.yaml", VALID)).status()).isZero();
  }

  @Test
  void invalidSettingsEndWith2() {
    settings.put("PORT", "http");

    var run = run("plans", "check", file("plans.yaml", VALID));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).startsWith("PORT: cannot read 'http' as a port");
  }

  @Test
  void anythingElseEndsWith2AndTheUsage() {
    for (var arguments :
        new String[][] {
          {"plan", "check", "x"},
          {"plans"},
          {"plans", "check"},
          {"plans", "try", "x"},
          {"plans", "check", "x", "y"},
          {"plans", "dry-run"},
          {"serve"}
        }) {
      var run = run(arguments);

      assertThat(run.status()).isEqualTo(2);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).startsWith("usage: java -jar streamgate.jar ");
    }
  }

  @Test
  void helpIsNoMistake() {
    assertThat(run("--help").status()).isZero();
    assertThat(run("-h").out()).startsWith("usage: java -jar streamgate.jar ");
  }
}
