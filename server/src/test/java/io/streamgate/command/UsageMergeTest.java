package io.streamgate.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code usage merge}. */
final class UsageMergeTest extends CommandFixture {

  private static String levels(String day, int starts) {
    return """
        {"day": "%s", "reached": [{"level": 1, "starts": %d, "viewers": 0}], "attempted": [],
         "sketches": {"reached": {"1": ""}, "attempted": {}}}
        """
        .formatted(day, starts);
  }

  @Test
  void answersOfTwoNodesBecomeOne() {
    var one = file("one.json", levels("2026-11-29", 3));
    var other = file("other.json", levels("2026-11-29", 4));

    assertThat(run("usage", "merge", one, other))
        .isEqualTo(
            new Run(
                0,
                "{\"day\":\"2026-11-29\",\"reached\":[{\"level\":1,\"starts\":7,\"viewers\":0}],"
                    + "\"attempted\":[],"
                    + "\"sketches\":{\"reached\":{\"1\":\"\"},\"attempted\":{}}}\n",
                ""));
  }

  @Test
  void answersForDifferentDaysAreRefused() {
    var one = file("one.json", levels("2026-11-29", 3));
    var other = file("other.json", levels("2026-11-28", 4));

    assertThat(run("usage", "merge", one, other))
        .isEqualTo(
            new Run(
                1,
                "",
                "cannot merge these files: the days differ: 2026-11-29 and 2026-11-28;"
                    + " merge answers for the same day\n"));
  }

  @Test
  void missingFileIsNamed() {
    assertThat(run("usage", "merge", "absent.json"))
        .isEqualTo(new Run(1, "", "cannot read absent.json: NoSuchFileException\n"));
  }

  @Test
  void mergeOfNothingIsNoCommand() {
    assertThat(run("usage", "merge").status()).isEqualTo(2);
  }
}
