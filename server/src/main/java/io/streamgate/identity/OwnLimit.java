package io.streamgate.identity;

import io.streamgate.lease.rule.Limit;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a viewer's own limit. */
public final class OwnLimit {

  /** What a limit may be, for the detail of a problem. */
  public static final String USE =
      "a whole number from 0 to " + Limit.ENGINEERING_BOUND + ", or unlimited";

  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,3}");

  private OwnLimit() {}

  /** The limit that {@code text} says; empty if it is not as {@link #USE} says. */
  public static Optional<Limit> parse(String text) {
    if (text.equals("unlimited")) {
      return Optional.of(new Limit.Unlimited());
    }
    return Optional.of(text)
        .filter(number -> NUMBER.matcher(number).matches())
        .map(Integer::valueOf)
        .filter(streams -> streams <= Limit.ENGINEERING_BOUND)
        .map(Limit.AtMost::new);
  }
}
