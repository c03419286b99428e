package io.streamgate.plans;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.plans.PlansReader.Verdict;
import io.streamgate.policy.Catalog;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the log says of plans that have changed. */
final class PlanChangesTest {

  private static Catalog catalog(String text) {
    return ((Verdict.Usable) PlansReader.read(text, new ServiceBounds(100, 600))).catalog();
  }

  private static String between(String before, String after) {
    return PlanChanges.between(catalog(before), catalog(after));
  }

  @Test
  void plansAndWhoHasThemAreNamed() {
    assertThat(
            between(
                "default: a\nplans: {a: {limit: 1}, b: {limit: 2}, c: {limit: 3}}",
                """
                default: c
                unknown: d
                attributes: {free: {from: token}}
                plans: {a: {limit: 1}, c: {limit: 3, at_limit: evict-oldest}, d: {limit: 1}}
                """))
        .isEqualTo(
            "added d; removed b; changed c; default is c; unknown is d; from token only free");
  }

  @Test
  void aCommentChangesNothing() {
    assertThat(
            between(
                "default: a\nplans: {a: {limit: 1}}",
                "# new\ndefault: a\nplans:\n  a:\n    limit: 1\n"))
        .isEqualTo("nothing");
  }

  @Test
  void aLineDoesNotNameAHundredPlans() {
    var ten = "added p10, p11, p12, p13, p14, p15, p16, p17, p18, p19";
    assertThat(added(10)).isEqualTo(ten);
    assertThat(added(11)).isEqualTo(ten + " and 1 more");
    assertThat(added(15)).isEqualTo(ten + " and 5 more");
  }

  private static String added(int plans) {
    var more =
        IntStream.range(10, 10 + plans)
            .mapToObj(i -> ", p" + i + ": {limit: 1}")
            .collect(Collectors.joining());
    return between(
        "default: a\nplans: {a: {limit: 1}}", "default: a\nplans: {a: {limit: 1}" + more + "}");
  }
}
