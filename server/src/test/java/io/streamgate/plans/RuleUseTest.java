package io.streamgate.plans;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.plans.PlansReader.Verdict;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that can never decide a start are mistakes, and no others. */
final class RuleUseTest {

  private static List<String> mistakes(String plan) {
    var file = "default: p\nattributes: {free: {from: token}}\nplans:\n  p: {" + plan + "}";
    return switch (PlansReader.read(file, new ServiceBounds(100, 600))) {
      case Verdict.Usable _ -> List.of();
      case Verdict.Unusable(var mistakes) -> mistakes.stream().map(Mistake::text).toList();
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          limit: 3, rules: [{name: a, max: 3}]                 | rule 'a' never applies: its max of 3 is not below the plan's limit of 3; lower it
          limit: 3, rules: [{name: a, max: 4, at_limit: evict-oldest}] | rule 'a' never applies: its max of 4 is not below the plan's limit of 3; lower it
          limit: 3, rules: [{name: a, max: 3, per: [x], where: {y: [z]}, at_limit: refuse}] | rule 'a' never applies: its max of 3 is not below the plan's limit of 3; lower it
          limit: 3, rules: [{name: a, max: 3, of: network}]    | rule 'a' never applies: its max of 3 is not below the plan's limit of 3; lower it
          limit: 0, rules: [{name: a, max: 0}]                 | rule 'a' never applies: its max of 0 is not below the plan's limit of 0; lower it
          limit: 0, rules: [{name: a, max: 0, at_limit: evict-idle}] | rule 'a' never applies: its max of 0 is not below the plan's limit of 0; lower it
          limit: 3, at_limit: evict-idle, rules: [{name: a, max: 3, of: x}] | rule 'a' never applies: its max of 3 is not below the plan's limit of 3; lower it
          limit: unlimited, rules: [{name: a, max: 100}]       | rule 'a' never applies: its max of 100 is not below the plan's limit of 100; lower it
          limit: 9, rules: [{name: a, max: 1, per: [device_id]}] | rule 'a' never applies: a device has one stream at most, as a new one replaces it; change per
          limit: 9, rules: [{name: a, max: 2, of: x, where: {x: [y, z]}}] | rule 'a' never applies: where has no more values of 'x' than max; change one
          limit: 9, uncounted: {free: [a, b]}, rules: [{name: a, max: 2, where: {free: [a], x: [y]}}] | rule 'a' never applies: no stream that it chooses counts; change where or uncounted
          limit: 9, rules: [{name: a, max: 2}, {name: b, max: 3, per: [x]}]  | rule 'b' never applies: rule 'a' allows no more of these streams; remove one
          limit: 9, rules: [{name: b, max: 3, per: [x]}, {name: a, max: 2}]  | rule 'b' never applies: rule 'a' allows no more of these streams; remove one
          limit: 9, rules: [{name: a, max: 2}, {name: b, max: 2, of: x, at_limit: evict-idle}]  | rule 'b' never applies: rule 'a' allows no more of these streams; remove one
          limit: 9, rules: [{name: b, max: 3, per: [x], at_limit: evict-idle}, {name: a, max: 2}] | rule 'b' never applies: rule 'a' allows no more of these streams; remove one
          limit: 9, rules: [{name: a, max: 2, of: x}, {name: b, max: 3, of: x}] | rule 'b' never applies: rule 'a' allows no more of these streams; remove one
          limit: 9, rules: [{name: a, max: 2, per: [x, y]}, {name: b, max: 2, per: [y, x]}]     | rule 'b' never applies: rule 'a' allows no more of these streams; remove one
          limit: 9, rules: [{name: b, max: 2, where: {x: [y]}}, {name: a, max: 2, where: {x: [z, y]}}] | rule 'b' never applies: rule 'a' allows no more of these streams; remove one
          """)
  void aRuleThatNeverAppliesIsAMistake(String plan, String mistake) {
    assertThat(mistakes(plan)).containsExactly(mistake);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit: 3, rules: [{name: a, max: 2}]",
        // gives up a stream where the limit refuses
        "limit: 3, rules: [{name: a, max: 3, where: {x: [y]}, at_limit: evict-oldest}]",
        "limit: 9, rules: [{name: a, max: 0, per: [device_id]}]",
        "limit: 9, rules: [{name: a, max: 2, of: device_id}]",
        "limit: 9, rules: [{name: a, max: 1, of: x, where: {x: [y, z]}}]",
        "limit: 9, uncounted: {free: [a]}, rules: [{name: a, max: 2, where: {free: [a, b]}}]",
        "limit: 9, rules: [{name: a, max: 3}, {name: b, max: 2, per: [x]}]",
        "limit: 9, rules: [{name: a, max: 2, per: [x]}, {name: b, max: 3}]",
        "limit: 9, rules: [{name: a, max: 2, of: x}, {name: b, max: 3}]",
        "limit: 9, rules: [{name: a, max: 2, of: x}, {name: b, max: 2, of: y}]",
        "limit: 9, rules: [{name: a, max: 2, where: {x: [y]}}, {name: b, max: 3}]",
        "limit: 9, rules: [{name: a, max: 2, where: {x: [y]}}, {name: b, max: 2, where: {x: [z]}}]",
        // the narrower one comes first, and gives up a stream where the wider one refuses
        "limit: 9, rules: [{name: a, max: 2, per: [x], at_limit: evict-idle}, {name: b, max: 2}]",
      })
  void aRuleThatCanApplyIsNone(String plan) {
    assertThat(mistakes(plan)).isEmpty();
  }
}
