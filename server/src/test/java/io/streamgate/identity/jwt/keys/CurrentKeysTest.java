package io.streamgate.identity.jwt.keys;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.streamgate.identity.KeyFetchObserver.KeyFetch;
import io.streamgate.identity.jwt.Issuer;
import io.streamgate.identity.jwt.keys.CurrentKeys.Refetch;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** When key sets are fetched, and for how long they serve. */
final class CurrentKeysTest {

  private static final Instant NOW = Instant.parse("2026-11-23T18:00:00Z");
  private static final URI URL = URI.create("https://id.tv.example/keys");
  private static final CurrentKeys.Times TIMES =
      new CurrentKeys.Times(Duration.ofMinutes(5), Duration.ofDays(1));

  private final Queue<CompletableFuture<String>> fetches = new ArrayDeque<>();
  private final List<KeyFetch> observed = new ArrayList<>();
  private final CurrentKeys keys =
      new CurrentKeys(
          new KeySource.OfUrl(URL, this::get, Runnable::run),
          TIMES,
          KeyFile.none(),
          observed::add,
          NOW);
  private final Logger logger = (Logger) LoggerFactory.getLogger(CurrentKeys.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(lines);
  }

  private CompletionStage<String> get(URI url) {
    var text = new CompletableFuture<String>();
    fetches.add(text);
    return text;
  }

  private void succeed(String kid) {
    fetches.remove().complete(Issuer.keySet(Issuer.rsa(kid)));
  }

  private void fail() {
    fetches.remove().completeExceptionally(new IOException("the server answered 503"));
  }

  private static boolean know(CurrentKeys keys, String kid, Instant now) {
    var usable = keys.usable(now);
    return usable != null && usable.knows(kid);
  }

  @Test
  void keysAreFetchedAtOnceAndThenEveryFiveMinutes() {
    keys.refreshIfDue(NOW);
    succeed("first");
    keys.refreshIfDue(NOW.plusSeconds(299));
    assertThat(fetches).isEmpty();

    keys.refreshIfDue(NOW.plusSeconds(300));
    assertThat(fetches).hasSize(1);
    assertThat(know(keys, "first", NOW)).as("the last set serves meanwhile").isTrue();
  }

  @Test
  void thereIsOneFetchAtATime() {
    keys.refreshIfDue(NOW);
    keys.refreshIfDue(NOW.plusSeconds(400));
    var waiting = keys.fetch("first", NOW.plusSeconds(400)).toCompletableFuture();

    assertThat(fetches).hasSize(1);
    succeed("first");
    assertThat(waiting).isCompletedWithValue(Refetch.FETCHED);
  }

  /** It may have begun before the key was published. */
  @Test
  void aFetchThatWasUnderWayAndLacksTheKeyIsFollowedByAnother() {
    keys.refreshIfDue(NOW);
    var waiting = keys.fetch("second", NOW).toCompletableFuture();
    succeed("first");

    assertThat(waiting).isNotDone();
    succeed("second");
    assertThat(waiting).isCompletedWithValue(Refetch.FETCHED);
  }

  @Test
  void thereAreAtMostTwoFetchesInThirtySeconds() {
    keys.fetch("a", NOW);
    fail();
    keys.fetch("a", NOW.plusSeconds(10));
    fail();

    assertThat(keys.fetch("a", NOW.plusMillis(29_999)).toCompletableFuture())
        .isCompletedWithValue(Refetch.TOO_SOON);
    assertThat(keys.retryAfter(NOW.plusSeconds(12))).isEqualTo(Duration.ofSeconds(18));
    keys.refreshIfDue(NOW.plusMillis(29_999));
    assertThat(fetches).isEmpty();

    assertThat(keys.fetch("a", NOW.plusSeconds(30)).toCompletableFuture()).isNotDone();
  }

  /** A request reads the clock before it gets here, and others overtake it. */
  @Test
  void requestsThatWereOvertakenCauseNoMoreFetches() {
    keys.fetch("a", NOW);
    fail();
    keys.fetch("a", NOW.minusMillis(5));
    fail();

    for (var late = 1; late <= 5_000; late += 7) {
      assertThat(keys.fetch("a", NOW.minusMillis(late)).toCompletableFuture())
          .isCompletedWithValue(Refetch.TOO_SOON);
    }
    assertThat(keys.fetch("a", NOW.plusMillis(29_999)).toCompletableFuture())
        .isCompletedWithValue(Refetch.TOO_SOON);
  }

  @Test
  void aClockThatIsSetBackDoesNotStopTheFetches() {
    keys.fetch("a", NOW);
    fail();
    keys.fetch("a", NOW.plusSeconds(1));
    fail();

    keys.refreshIfDue(NOW.minusSeconds(3600));
    assertThat(fetches).hasSize(1);
    fail();

    keys.refreshIfDue(NOW.minusSeconds(3540));
    assertThat(fetches).hasSize(1);
  }

  @Test
  void failedFetchesAreRepeatedLaterEachTime() {
    var now = NOW;
    for (var wait : List.of(1, 29, 30, 60, 60)) {
      keys.refreshIfDue(now);
      assertThat(fetches).hasSize(1);
      fail();
      keys.refreshIfDue(now.plusSeconds(wait).minusMillis(1));
      assertThat(fetches).as("before " + wait + " s").isEmpty();
      now = now.plusSeconds(wait);
    }
    assertThat(observed).hasSize(5).containsOnly(KeyFetch.FAILED);
    assertThat(lines.list)
        .extracting(line -> line.getFormattedMessage().replaceFirst(".*; ", ""))
        .as("what the log says is when it happens")
        .containsExactly(
            "retrying in 1 s",
            "retrying in 29 s",
            "retrying in 30 s",
            "retrying in 60 s",
            "retrying in 60 s");
  }

  @Test
  void aFailureKeepsTheLastSetForTheTimeOfAnOutage() {
    keys.refreshIfDue(NOW);
    succeed("first");
    keys.refreshIfDue(NOW.plusSeconds(300));
    fail();

    assertThat(know(keys, "first", NOW.plus(Duration.ofDays(1)))).isTrue();
    assertThat(keys.usable(NOW.plus(Duration.ofDays(1)).plusMillis(1))).isNull();
    assertThat(keys.age(NOW.plusSeconds(310))).isEqualTo(Duration.ofSeconds(310));
    assertThat(observed).containsExactly(KeyFetch.FETCHED, KeyFetch.FAILED);
  }

  @Test
  void aTextWithoutKeysIsAFailure() {
    keys.refreshIfDue(NOW);
    succeed("first");
    for (var text : List.of("<html>", "{\"keys\":[]}", "{}", "")) {
      var now = NOW.plusSeconds(600).plusSeconds(60L * observed.size());
      var refetch = keys.fetch("second", now).toCompletableFuture();
      fetches.remove().complete(text);

      assertThat(refetch).isCompletedWithValue(Refetch.FAILED);
      assertThat(know(keys, "first", now)).isTrue();
    }
  }
}
