package io.streamgate.plans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.streamgate.plans.PlansReader.Verdict;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The most of everything that a file of plans may have. */
final class PlansBoundsTest {

  private static final String CLAPPER = "\ud83c\udfac";
  private static final String RULE_OF_A_VALUE = "{name: r%1$d, max: 1, where: {x: [y%1$d]}}";
  private static final String PLAN_OF_AN_ATTRIBUTE =
      "p%1$d: {limit: 9, rules: [{name: a, max: 1, per: [x%1$d]}]}";

  private static boolean isUsable(String file) {
    return PlansReader.read(file, new ServiceBounds(100, 600)) instanceof Verdict.Usable;
  }

  private static String plan(String text) {
    return "default: a\nplans: {a: {" + text + "}}";
  }

  private static String rule(String text) {
    return plan("limit: 100, rules: [{" + text + "}]");
  }

  /** {@code count} texts, each with its number, with commas between them. */
  private static String list(int count, String text) {
    return IntStream.range(0, count).mapToObj(text::formatted).collect(Collectors.joining(", "));
  }

  private static Stream<Arguments> bounds() {
    return Stream.of(
        bound("bytes", 262_144, n -> plan("limit: 1") + "\n#" + "-".repeat(n - 35)),
        bound("plans", 100, n -> plans(list(n, "p%d: {limit: 1}"))),
        bound(
            "characters of a plan's name",
            64,
            n -> plan("limit: 1}, " + "x".repeat(n) + ": {limit: 1")),
        bound("streams", 100, n -> plan("limit: " + n)),
        bound("starts", 1_000_000, n -> plan("limit: 1, starts_per_minute: " + n)),
        bound("rules", 20, n -> plan("limit: 9, rules: [" + list(n, RULE_OF_A_VALUE) + "]")),
        bound("characters of a rule's name", 64, n -> rule("max: 1, name: " + "x".repeat(n))),
        bound("streams of a rule", 100, n -> rule("name: a, at_limit: evict-idle, max: " + n)),
        bound("attributes of per", 16, n -> rule("name: a, max: 1, per: [" + list(n, "x%d") + "]")),
        bound("attributes of where", 16, n -> where(list(n, "x%d: [y]"))),
        bound("values", 100, n -> where("x: [" + list(n, "y%d") + "]")),
        bound("characters of a value", 256, n -> where("x: [" + "y".repeat(n) + "]")),
        bound("pairs of chars of a value", 256, n -> where("x: [" + CLAPPER.repeat(n) + "]")),
        bound("characters of an attribute", 64, n -> where("x".repeat(n) + ": [y]")),
        bound(
            "characters of a content type",
            32,
            n -> where("content_type: [" + "x".repeat(n) + "]")),
        bound("attributes of all plans", 16, n -> plans(list(n, PLAN_OF_AN_ATTRIBUTE))),
        bound(
            "declared attributes",
            16,
            n -> "attributes: {" + list(n, "x%d: {from: token}") + "}\n" + plan("limit: 1")));
  }

  private static Arguments bound(String what, int most, IntFunction<String> file) {
    return arguments(what, most, file);
  }

  private static String where(String text) {
    return rule("name: a, max: 1, where: {" + text + "}");
  }

  private static String plans(String text) {
    return "default: p0\nplans: {" + text + "}";
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("bounds")
  void aFileMayHaveThatManyAndNotOneMore(String what, int most, IntFunction<String> file) {
    assertThat(isUsable(file.apply(most))).as("%d %s", most, what).isTrue();
    assertThat(isUsable(file.apply(most + 1))).as("%d %s", most + 1, what).isFalse();
  }
}
