package io.streamgate.identity.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.identity.TokenHash;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which tokens are checked after wrong ones. */
final class AttemptLimitTest {

  private static final String HERE = "192.0.2.7";
  private static final String THERE = "192.0.2.8";

  private final AttemptLimit limit = new AttemptLimit();

  private static long at(double seconds) {
    return (long) (seconds * 1_000_000_000);
  }

  private static TokenHash token(String text) {
    return TokenHash.of(text);
  }

  private Optional<Duration> wait(String address, String token, double seconds) {
    return limit.waitOf(address, token(token), at(seconds));
  }

  /** {@code many} wrong tokens, twenty a second. */
  private void guess(String address, int many, double from) {
    for (var guess = 0; guess < many; guess++) {
      limit.wrong(address, token("guess " + guess + " from " + from), at(from + guess / 20.0));
    }
  }

  @Test
  void tenWrongTokensWithinAMinuteAreTheLastThatAreChecked() {
    guess(HERE, 9, 0);
    assertThat(wait(HERE, "next", 0.5)).isEmpty();

    guess(HERE, 1, 0.5);

    assertThat(wait(HERE, "next", 0.5)).contains(Duration.ofMillis(59_500));
    assertThat(wait(THERE, "next", 0.5)).isEmpty();
    assertThat(wait(HERE, "next", 59.99)).isPresent();
    assertThat(wait(HERE, "next", 60)).isEmpty();
  }

  @Test
  void slowGuessesAreNotMoreThanTenAMinute() {
    var checked = 0;
    for (var second = 0.0; second < 600; second += 0.05) {
      if (wait(HERE, "guess " + second, second).isEmpty()) {
        limit.wrong(HERE, token("guess " + second), at(second));
        checked++;
      }
    }

    assertThat(checked).isEqualTo(100);
  }

  /** Somebody else behind the same proxy goes on working. */
  @Test
  void aTokenThatWasRightFromThereIsCheckedForTwelveHours() {
    limit.right(HERE, token("mine"), at(0));
    limit.right(THERE, token("theirs"), at(0));
    guess(HERE, 10, 43_190);

    assertThat(wait(HERE, "mine", 43_199)).isEmpty();
    assertThat(wait(HERE, "theirs", 43_199)).as("from elsewhere").isPresent();
    assertThat(wait(HERE, "mine", 43_200)).as("too long ago").isPresent();
  }

  /** A console that goes on with a token that has expired does not lock its operator out. */
  @Test
  void aTokenThatWasRightIsNoGuess() {
    limit.right(HERE, token("mine"), at(0));
    for (var call = 0; call < 20; call++) {
      limit.wrong(HERE, token("mine"), at(1));
    }

    assertThat(wait(HERE, "my next", 1)).isEmpty();
  }

  @Test
  void theNumberOfAddressesIsBounded() {
    guess(HERE, 10, 0);
    for (var address = 0; address < 2 * AttemptLimit.MOST_ADDRESSES; address++) {
      limit.wrong("address " + address, token("guess"), at(1));
      if (address % 1000 == 0) {
        limit.wrong(HERE, token("guess"), at(1));
      }
    }

    assertThat(limit.addresses()).isEqualTo(AttemptLimit.MOST_ADDRESSES);
    assertThat(wait(HERE, "next", 1)).as("kept, because it goes on").isPresent();
  }

  @Test
  void aClockThatStartsBelowZeroChangesNothing() {
    guess(HERE, 10, -100);

    assertThat(wait(HERE, "next", -99.5)).isPresent();
    assertThat(wait(HERE, "next", -40)).isEmpty();
  }
}
