package io.streamgate.http.api.refusal;

import io.streamgate.lease.rule.Bound;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Details of refused starts. They name the rule and its group. Names and values may be any text, so
 * a detail shows the beginning of each only, without characters that would change how the rest
 * reads.
 */
public final class RefusalDetail {

  /** How many characters of a name or value are shown. */
  private static final int MOST = 32;

  private static final String ONE_OF_THEM = "end one of them, take one over, or wait";

  private RefusalDetail() {}

  /**
   * {@code running} streams fill {@code bound}.
   *
   * @param plan the name of the plan that the bound is of; null without plans
   */
  public static String ofFull(Bound bound, @Nullable String plan, int running) {
    var advice = running == 1 ? "end it, take it over, or wait" : ONE_OF_THEM;
    var rule = bound.rule();
    if (rule == null) {
      return running(running, "") + " and " + allowed(bound.max()) + "; " + advice;
    }
    if (rule.equals(Bound.UNCOUNTED)) {
      return running(running, " that are not counted")
          + " and "
          + allowed(bound.max())
          + "; "
          + advice;
    }
    if (bound.of() != null) {
      return named(rule, plan)
          + " allows "
          + bound.max()
          + (bound.max() == 1 ? " value of " : " different values of ")
          + shown(bound.of())
          + (bound.group().isEmpty() ? "" : " among streams" + with(bound.group()))
          + " at the same time; end all streams of one value, take them over, or wait";
    }
    return running(running, bound.group().isEmpty() ? " of this kind" : with(bound.group()))
        + " and "
        + named(rule, plan).replaceFirst("^T", "t")
        + " allows "
        + bound.max()
        + "; "
        + advice;
  }

  /** The {@code bound} is 0, so neither waiting nor ending a stream helps. */
  public static String ofNothingAllowed(Bound bound, @Nullable String plan) {
    var rule = bound.rule();
    return rule == null
        ? "This viewer's plan allows no streams"
        : named(rule, plan)
            + " allows no streams"
            + (bound.group().isEmpty() ? " of this kind" : with(bound.group()));
  }

  private static String running(int streams, String which) {
    return streams == 1
        ? "1 stream" + which + " is running"
        : streams + " streams" + which + " are running";
  }

  private static String allowed(int max) {
    return max == 1 ? "1 is allowed" : max + " are allowed";
  }

  private static String named(String rule, @Nullable String plan) {
    return "The rule " + shown(rule) + (plan == null ? "" : " of plan " + shown(plan));
  }

  private static String with(Map<String, String> group) {
    return group.isEmpty()
        ? ""
        : new TreeMap<>(group)
            .entrySet().stream()
                .map(
                    each ->
                        each.getValue().isEmpty()
                            ? "without " + shown(each.getKey())
                            : "with " + shown(each.getKey()) + " \"" + shown(each.getValue()) + '"')
                .collect(Collectors.joining(" and ", " ", ""));
  }

  private static String shown(String text) {
    var start = new StringBuilder();
    text.codePoints().limit(MOST).map(RefusalDetail::plain).forEach(start::appendCodePoint);
    return text.codePointCount(0, text.length()) > MOST ? start + "..." : start.toString();
  }

  private static int plain(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          '?';
      default -> character == '"' ? '\'' : character;
    };
  }
}
