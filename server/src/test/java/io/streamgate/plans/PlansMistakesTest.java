package io.streamgate.plans;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.plans.PlansReader.Verdict;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a file of plans, and in which line. */
final class PlansMistakesTest {

  private static final ServiceBounds BOUNDS = new ServiceBounds(100, 600);

  /** The mistakes, each with its line. */
  private static List<String> mistakes(String text) {
    return mistakes(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> mistakes(byte[] bytes) {
    return switch (PlansReader.read(ByteBuffer.wrap(bytes), BOUNDS)) {
      case Verdict.Usable usable -> throw new AssertionError("no mistake in " + usable);
      case Verdict.Unusable(var mistakes) ->
          mistakes.stream().map(mistake -> mistake.line() + ": " + mistake.text()).toList();
    };
  }

  /** The mistake in a plan {@code p} of this one line, without the line's number. */
  private static String mistakeInPlan(String plan) {
    return mistakes("default: p\nattributes: {free: {from: token}}\nplans:\n  p: " + plan).stream()
        .map(mistake -> mistake.replaceFirst("^4: ", ""))
        .collect(Collectors.joining(" | "));
  }

  @Test
  void allMistakesAreFoundAtOnceEachWithItsLine() {
    assertThat(
            mistakes(
                """
                default: standrad
                unknown: basic
                attributs:
                  free: {from: token}
                plans:
                  standard:
                    limit: "3"
                    rules:
                      - name: Two
                        max: 2.0
                        per: content_type
                      - {name: two, mx: 2}
                  basic:
                    limit: 101
                    at_limit: evict
                  basic: {limit: 1}
                """))
        .containsExactly(
            "1: default: there is no plan 'standrad'; did you mean standard?",
            "3: unknown key 'attributs'; did you mean attributes?",
            "7: limit: cannot use '3'; use 0 to 100, or unlimited",
            "9: the name of a rule: cannot use 'Two'; use 1 to 64 of the characters a-z 0-9 -",
            "10: max: cannot use '2.0'; use a whole number from 0 to 100",
            "11: per: cannot use 'content_type'; use a list",
            "12: unknown key 'mx'; did you mean max?",
            "12: max is missing; use a whole number",
            "14: limit: 101 is more than this store allows; use 0 to 100, or unlimited",
            "15: at_limit: cannot use 'evict'; use evict-idle or evict-oldest or refuse",
            "16: key 'basic' is there twice, first in line 13; write it once");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                    | limit is missing; use 0 to 100, or unlimited
          3                     | a plan: cannot use '3'; use a mapping with limit, at_limit, starts_per_minute, rules, uncounted, uncounted_by_player
          {limit: }             | limit has no value; use 0 to 100, or unlimited
          {limit: ~}            | limit has no value; use 0 to 100, or unlimited
          {limit: 03}           | limit: cannot use '03'; use 0 to 100, or unlimited
          {limit: -1}           | limit: cannot use '-1'; use 0 to 100, or unlimited
          {limit: 3.0}          | limit: cannot use '3.0'; use 0 to 100, or unlimited
          {limit: [3]}          | limit is a list; use 0 to 100, or unlimited
          {limit: {max: 3}}     | limit is a mapping; use 0 to 100, or unlimited
          {limit: 3, starts_per_minute: -1}      | starts_per_minute: cannot use '-1'; use a whole number from 0 to 1000000
          {limit: 3, rules: []}                  | rules has 0 entries; use 1 to 20
          {limit: 3, rules: [one]}               | a rule: cannot use 'one'; use a mapping with name, max, of, per, where, at_limit
          {limit: 3, rules: [{max: 1}]}          | name is missing; use a name of a-z 0-9 -
          {limit: 3, rules: [{name: limit, max: 1}]}     | the name of a rule cannot be 'limit', which is a bound of its own; use another name
          {limit: 3, rules: [{name: uncounted, max: 1}]} | the name of a rule cannot be 'uncounted', which is a bound of its own; use another name
          {limit: 3, rules: [{name: a, max: 101}]}       | max: cannot use '101'; use a whole number from 0 to 100
          {limit: 3, rules: [{name: a, max: 01}]}        | max: cannot use '01'; use a whole number from 0 to 100
          {limit: 3, rules: [{name: a, max: "1"}]}       | max: cannot use '1'; use a whole number from 0 to 100
          {limit: "\\a"}                          | limit: cannot use '?'; use 0 to 100, or unlimited
          {limit: 3, rules: [{name: a, max: 1, per: [x, x]}]}         | per has 'x' twice; write it once
          {limit: 3, rules: [{name: a, max: 1, of: x, per: [y, x]}]}  | of and per are both 'x', of which each group has one value; change one
          {limit: 3, rules: [{name: a, max: 1, of: ""}]}              | of has an empty name; use the name of an attribute
          {limit: 3, rules: [{name: a, max: 1, where: {}}]}           | where has 0 attributes; use 1 to 16
          {limit: 3, rules: [{name: a, max: 1, where: {x: []}}]}      | x has 0 entries; use 1 to 100
          {limit: 3, rules: [{name: a, max: 1, where: {x: y}}]}       | x: cannot use 'y'; use a list
          {limit: 3, rules: [{name: a, max: 1, where: {x: [null]}}]}  | a value of x has no value; use text of at most 256 characters; "" and "null" in quotes
          {limit: 3, rules: [{name: a, max: 1, where: {x: [Null]}}]}  | a value of x has no value; use text of at most 256 characters; "" and "null" in quotes
          {limit: 3, rules: [{name: a, max: 1, where: {x: [1, "1"]}}]}         | the value '1' is there twice; write it once
          {limit: 3, rules: [{name: a, max: 1, where: {content_type: [a b]}}]} | content_type is never 'a b'; use 1 to 32 of the characters A-Z a-z 0-9 _ -
          {limit: 3, rules: [{name: a, max: 1}, {name: a, max: 2, of: x}]}     | rule 'a' is there twice, first in line 4; use another name
          {limit: 3, uncounted: {x: ["yes"]}}    | uncounted: a player says what 'x' is; declare attributes: {x: {from: token}}, or set uncounted_by_player: true
          {limit: 3, uncounted: {network: [a]}}  | uncounted: 'network' cannot be from: token; use another attribute, or set uncounted_by_player: true
          {limit: 3, uncounted: {free: [""]}}    | uncounted: "" chooses streams of which nobody says what 'free' is; remove it, or set uncounted_by_player: true
          {limit: 3, rules: [{name: a, max: 1, per: ["x\\0"]}]}           | per has U+0000, which no request can have; remove it
          {limit: 3, rules: [{name: a, max: 1, where: {x: ["\\uD800"]}}]} | a value of x has U+D800, which no request can have; remove it
          {limit: 3, uncounted: {}}              | uncounted has 0 attributes; use 1 to 16
          {limit: 3, uncounted_by_player: true}  | uncounted_by_player without uncounted; add uncounted
          {limit: 3, uncounted: {free: [a]}, uncounted_by_player: "yes"} | uncounted_by_player: cannot use 'yes'; use true or false, without quotes
          {limit: 0, uncounted: {free: [a]}}     | uncounted with a limit of 0, which refuses every stream; remove one
          """)
  void aMistakeInAPlanSaysWhatToWrite(String plan, String mistake) {
    assertThat(mistakeInPlan(plan)).isEqualTo(mistake);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          &p {limit: 3}                  | an anchor; write the value out where it is used
          !plan {limit: 3}               | a tag; leave it out, values need none
          {limit: !!int 3}               | a tag; leave it out, values need none
          {limit: &three 3}              | an anchor; write the value out where it is used
          {limit: 3, rules: &r [{name: a, max: 1, of: x}]}  | an anchor; write the value out where it is used
          {limit: 3, ? [a] : 1}          | a key that is a list or a mapping; use text
          {limit: *three}                | an alias; write the value out
          {limit: 3                      | no YAML: expected ',' or '}', but got <stream end>
          {limit: 3, rules: [[[[[[[[[[[[]]]]]]]]]]]]}   | nested too deeply; docs/PLANS.md has the format
          """)
  void whatMakesYamlLargeOrDangerousIsRefused(String plan, String mistake) {
    assertThat(mistakeInPlan(plan)).isEqualTo(mistake);
  }

  /** A billion laughs: nine lines that would be a billion values. */
  @Test
  void aSmallFileDoesNotBecomeAHugeOne() {
    var lines = new StringBuilder("a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for (var c = 'b'; c <= 'i'; c++) {
      lines.append("%1$c: &%1$c [*%2$c, *%2$c, *%2$c, *%2$c, *%2$c]%n".formatted(c, c - 1));
    }

    assertThat(mistakes(lines.toString()))
        .contains("1: an anchor; write the value out where it is used")
        .contains("2: an alias; write the value out")
        .hasSizeLessThan(100);
  }

  @Test
  void aFileIsOneDocumentWithPlans() {
    assertThat(mistakes(""))
        .containsExactly("1: the file is empty; write at least default and plans");
    assertThat(mistakes("# plans\n"))
        .containsExactly("1: the file is empty; write at least default and plans");
    assertThat(mistakes("default: a\n"))
        .containsExactly(
            "1: plans is missing; use a mapping of names to plans",
            "1: default: there is no plan 'a'; use the name of a plan of this file");
    assertThat(mistakes("default: a\nplans: {}\n"))
        .contains("2: the file has 0 plans; use 1 to 100");
    assertThat(mistakes("default: a\nplans: [a]\n"))
        .contains("2: plans is a list; use a mapping of names to plans")
        .hasSize(2);
    assertThat(mistakes("plans:\n  a: {limit: 1}\n"))
        .containsExactly("1: default is missing; use the name of a plan of this file");
    assertThat(mistakes("default: a\nplans: {a: {limit: 1}}\n---\ndefault: b\n"))
        .containsExactly("3: a second document; write all plans into one");
    assertThat(mistakes("default:\nplans: {a: {limit: 1}}\n"))
        .containsExactly("1: default has no value; use the name of a plan of this file");
    assertThat(mistakes("- a\n"))
        .containsExactly(
            "1: the file is a list; use a mapping with default, unknown, attributes, plans");
  }

  @Test
  void aBuiltInAttributeIsNotTheTokens() {
    assertThat(
            mistakes(
                """
                default: a
                attributes:
                  network: {from: token}
                  free: {from: player}
                  home: {}
                  "": {from: token}
                plans:
                  a: {limit: 1}
                """))
        .containsExactly(
            "3: attribute 'network' is the server's own; remove it here",
            "4: from: cannot use 'player'; use token",
            "5: from is missing; use from: token",
            "6: attributes has an empty name; use the name of an attribute");
  }

  @Test
  void aFileHasBounds() {
    var plans = new StringBuilder("default: p0\nplans:\n");
    for (var i = 0; i <= 100; i++) {
      plans.append("  p").append(i).append(": {limit: 1}\n");
    }
    var rules = new StringBuilder("default: p\nplans:\n  p:\n    limit: 50\n    rules:\n");
    for (var i = 0; i < 17; i++) {
      rules.append("      - {name: r%d, max: 1, per: [a%d]}%n".formatted(i, i));
    }

    assertThat(mistakes(plans.toString()))
        .containsExactly("3: the file has 101 plans; use 1 to 100");
    assertThat(mistakes(rules.toString()))
        .hasSize(1)
        .first()
        .asString()
        .contains("look at 17 attr");
    assertThat(mistakes("#".repeat(PlansReader.MOST_BYTES + 1)))
        .containsExactly("1: the file has more than 256 KiB; use fewer plans");
    assertThat(mistakes(new byte[] {'a', ':', ' ', (byte) 0xFF}))
        .containsExactly("1: the file is not in UTF-8; save it in that encoding");
    assertThat(mistakes("default: a\nplans: \u0007\n"))
        .containsExactly("2: no YAML: it has the character U+0007");
  }
}
