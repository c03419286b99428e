package io.streamgate.limiter;

import io.streamgate.lease.Start.Takeover;
import io.streamgate.limiter.StartAnswer.TooMany;
import io.streamgate.limiter.StartAnswer.TooMany.Counted;
import io.streamgate.limiter.StartRequest.Kind;
import java.util.Optional;

/**
 * The rate limits of one node. Takeovers have a limit of their own, so that a viewer can reach its
 * screen while a faulty player uses up all other starts. A start that is over its limit may still
 * be a repeated one: such lookups have a limit too, the same as that of starts. If the plan sets no
 * limit on starts, nothing is limited.
 */
final class StartRates {

  /** A person takes over a stream, so ten a minute are plenty. */
  static final int TAKEOVERS_PER_MINUTE = 10;

  private final StartLimit starts = new StartLimit();
  private final StartLimit takeovers = StartLimit.ofFewViewers();
  private final StartLimit lookups = StartLimit.ofFewViewers();

  /** Counts a start, or returns why it is not allowed. */
  Optional<TooMany> count(Terms terms, Kind kind) {
    var perMinute = terms.plan().startsPerMinute();
    if (perMinute == 0) {
      return Optional.empty();
    }
    return isTakeover(kind)
        ? count(terms, takeovers, Counted.TAKEOVERS, TAKEOVERS_PER_MINUTE)
        : count(terms, starts, Counted.STARTS, perMinute);
  }

  private static Optional<TooMany> count(
      Terms terms, StartLimit limit, Counted counted, int perMinute) {
    var wait = limit.untilAllowed(terms.viewer(), perMinute, terms.now());
    return wait.isPositive()
        ? Optional.of(new TooMany(counted, perMinute, wait))
        : Optional.empty();
  }

  private static boolean isTakeover(Kind kind) {
    return switch (kind) {
      case Kind.Play(_, var takeover) -> !(takeover instanceof Takeover.None);
      case Kind.PastView() -> false;
    };
  }

  /** Counts a lookup. Returns whether it is allowed. */
  boolean allowLookup(Terms terms) {
    return lookups
        .untilAllowed(terms.viewer(), terms.plan().startsPerMinute(), terms.now())
        .isZero();
  }
}
