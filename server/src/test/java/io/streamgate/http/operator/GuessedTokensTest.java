package io.streamgate.http.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.Client;
import io.streamgate.http.Reply;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Twenty wrong tokens a second, from the address of an operator. */
final class GuessedTokensTest {

  private static final Duration BETWEEN_GUESSES = Duration.ofMillis(50);

  private final ServerForOperators server = ServerForOperators.start();

  @AfterEach
  void stop() {
    server.close();
  }

  private static Reply change(Client me) {
    return me.post("/admin/v1/change", "{}");
  }

  /** Guesses for a second; returns how many were checked. */
  private int guess(String prefix) {
    var checked = 0;
    for (var guess = 0; guess < 20; guess++) {
      checked += change(server.as(prefix + guess)).status() == 401 ? 1 : 0;
      server.pass(BETWEEN_GUESSES);
    }
    return checked;
  }

  @Test
  void tenOfThemAreChecked() {
    assertThat(guess("first")).isEqualTo(10);
    assertThat(guess("second")).isZero();

    server.pass(Duration.ofSeconds(59));
    assertThat(guess("third")).isEqualTo(10);
  }

  @Test
  void theOthersAreToldToWait() {
    guess("guess");

    var reply = change(server.as("next"));

    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.text("/type")).isEqualTo("/problems/too-many-attempts");
    assertThat(reply.header("retry-after")).isEqualTo("59");
    assertThat(reply.body()).doesNotContain("next");
  }

  /** Otherwise a guesser would only have to go on. */
  @Test
  void evenTheRightTokenIsNotCheckedThen() {
    guess("guess");

    assertThat(change(server.as("otto")).status()).isEqualTo(429);
    assertThat(server.calls()).isZero();
  }

  @Test
  void anOperatorWhoIsAtWorkGoesOn() {
    var otto = server.as("otto");
    change(otto);

    guess("guess");

    assertThat(change(otto).status()).isEqualTo(200);
    assertThat(change(server.as("erna")).status()).as("not at work").isEqualTo(429);
    assertThat(server.calls()).isEqualTo(2);
  }

  @Test
  void callsWithoutATokenAreNoGuesses() {
    for (var call = 0; call < 20; call++) {
      assertThat(change(server.nobody()).status()).isEqualTo(401);
    }

    assertThat(change(server.as("otto")).status()).isEqualTo(200);
  }

  @Test
  void aRoleThatIsTooSmallIsNoGuess() {
    for (var call = 0; call < 20; call++) {
      assertThat(change(server.as("anna")).status()).isEqualTo(403);
    }

    assertThat(change(server.as("otto")).status()).isEqualTo(200);
  }
}
