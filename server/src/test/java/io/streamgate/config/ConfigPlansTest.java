package io.streamgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamgate.plans.PlansSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where plans come from. */
final class ConfigPlansTest {

  private static final Path NO_FILE = Path.of("there-is-no-such-file");
  private static final String PLANS = "{default: a, plans: {a: {limit: 200}}}";

  @TempDir private Path folder;

  private static Config read(String... settings) throws InvalidConfig {
    var environment = new HashMap<String, String>();
    for (var setting : settings) {
      environment.put(setting.split("=", 2)[0], setting.split("=", 2)[1]);
    }
    return Config.read(environment, NO_FILE);
  }

  private static List<String> mistakes(String... settings) {
    try {
      throw new AssertionError("no mistake in " + read(settings));
    } catch (InvalidConfig invalid) {
      return invalid.mistakes();
    }
  }

  @Test
  void plansAreInASettingOrInAFile() throws Exception {
    var file = Files.writeString(folder.resolve("plans.yaml"), PLANS);

    assertThat(read().plans()).isEqualTo(new PlansSource.OfSettings());
    assertThat(read("STREAMGATE_PLANS_INLINE=" + PLANS).plans())
        .isInstanceOfSatisfying(
            PlansSource.Inline.class,
            inline -> assertThat(inline.catalog().plans()).containsOnlyKeys("a"));
    assertThat(read("STREAMGATE_PLANS=" + file).plans())
        .isInstanceOfSatisfying(
            PlansSource.InFile.class,
            inFile -> {
              assertThat(inFile.path()).isEqualTo(file);
              assertThat(inFile.catalog().plans()).containsOnlyKeys("a");
            });
  }

  @Test
  void mistakesOfTheFileAreAmongTheOthersEachWithFileAndLine() throws IOException {
    var file = Files.writeString(folder.resolve("plans.yaml"), "default: b\nplans:\n  a: {}\n");

    assertThat(mistakes("PORT=http", "STREAMGATE_PLANS=" + file))
        .containsExactly(
            "PORT: cannot read 'http' as a port; use 0 to 65535",
            file + ":1: default: there is no plan 'b'; did you mean a?",
            file + ":3: limit is missing; use 0 to 1000, or unlimited");
    assertThat(mistakes("STREAMGATE_PLANS_INLINE={default: a}"))
        .contains("STREAMGATE_PLANS_INLINE:1: plans is missing; use a mapping of names to plans");
  }

  @Test
  void aTableHasALowerBound() {
    assertThat(mistakes("DYNAMO_TABLE_NAME=streams", "STREAMGATE_PLANS_INLINE=" + PLANS))
        .containsExactly(
            "STREAMGATE_PLANS_INLINE:1: limit: 200 is more than this store allows;"
                + " use 0 to 100, or unlimited");
  }

  @Test
  void aFileMustBeReadable() {
    for (var name : List.of("no-such-file.yaml", folder.toString(), "nul\0")) {
      assertThat(mistakes("STREAMGATE_PLANS=" + name))
          .singleElement()
          .asString()
          .startsWith("STREAMGATE_PLANS: cannot read '")
          .endsWith("; use the path of a file that the server's user may read");
    }
  }

  @Test
  void onePlaceSaysWhatAPlanIs() throws IOException {
    var file = Files.writeString(folder.resolve("plans.yaml"), PLANS);

    assertThat(
            mistakes(
                "STREAMGATE_PLANS=" + file,
                "STREAMGATE_PLANS_INLINE=" + PLANS,
                "STREAMGATE_LIMIT=3",
                "STREAMGATE_AT_LIMIT=refuse",
                "STREAMGATE_STARTS_PER_MINUTE=60"))
        .containsExactly(
            "STREAMGATE_PLANS, STREAMGATE_PLANS_INLINE: both are set; unset one of them",
            "STREAMGATE_PLANS, STREAMGATE_LIMIT: each plan has its own; unset the latter, and set"
                + " limit there",
            "STREAMGATE_PLANS, STREAMGATE_AT_LIMIT: each plan has its own; unset the latter, and"
                + " set at_limit there",
            "STREAMGATE_PLANS, STREAMGATE_STARTS_PER_MINUTE: each plan has its own; unset the"
                + " latter, and set starts_per_minute there");
    assertThatThrownBy(() -> read("STREAMGATE_PLANS_INLINE=" + PLANS, "STREAMGATE_LIMIT=3"))
        .hasMessageStartingWith("STREAMGATE_PLANS_INLINE, STREAMGATE_LIMIT: ");
  }
}
