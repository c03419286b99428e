package io.streamgate.identity.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.identity.TokenHash;
import io.streamgate.identity.Viewer;
import io.streamgate.identity.jwt.TokenCache.Verified;
import io.streamgate.lease.id.ViewerId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How long verified tokens are kept, and which are evicted. */
final class TokenCacheTest {

  private static final Instant NOW = Instant.parse("2026-11-23T18:00:00Z");

  private long nanoTime;
  private final TokenCache<Viewer> cache = new TokenCache<>(3, () -> nanoTime);

  private static TokenHash hash(String token) {
    return TokenHash.of(token);
  }

  private void keep(String token, Duration life) {
    var viewer = new Viewer(new ViewerId(token));
    cache.keep(hash(token), new Verified<>(viewer, NOW.plus(life), "key"), NOW);
  }

  private boolean has(String token, Instant now) {
    return cache.find(hash(token), now) != null;
  }

  @Test
  void aTokenIsFoundByItsBytesAlone() {
    keep("a", Duration.ofHours(1));

    assertThat(has("a", NOW)).isTrue();
    assertThat(has("A", NOW)).isFalse();
  }

  @Test
  void theHashIsTheWholeSha256() {
    assertThat(hash("abc"))
        .isEqualTo(
            new TokenHash(
                0xba7816bf8f01cfeaL,
                0x414140de5dae2223L,
                0xb00361a396177a9cL,
                0xb410ff61f20015adL));
  }

  private void pass(Duration time) {
    nanoTime += time.toNanos();
  }

  @Test
  void aTokenDiesFiveMinutesAfterItWasVerified() {
    keep("a", Duration.ofHours(1));
    pass(Duration.ofMinutes(5).minusNanos(1));
    assertThat(has("a", NOW.plusSeconds(300))).isTrue();

    pass(Duration.ofNanos(1));

    assertThat(has("a", NOW.plusSeconds(300))).isFalse();
    assertThat(has("a", NOW)).as("also if the clock was set back").isFalse();
  }

  @Test
  void aTokenDiesWhenItExpires() {
    keep("a", Duration.ofSeconds(10));

    assertThat(has("a", NOW.plusSeconds(10).minusMillis(1))).isTrue();
    assertThat(has("a", NOW.plusSeconds(10))).isFalse();
  }

  @Test
  void deadTokensAreForgottenWithinAMinute() {
    keep("a", Duration.ofSeconds(10));
    keep("b", Duration.ofHours(1));
    keep("c", Duration.ofSeconds(10));
    sweepAll(NOW.plusSeconds(9));
    assertThat(cache.size()).isEqualTo(3);

    sweepAll(NOW.plusSeconds(10));
    assertThat(cache.size()).isEqualTo(1);

    pass(Duration.ofMinutes(5));
    sweepAll(NOW);
    assertThat(cache.size()).isZero();
  }

  private void sweepAll(Instant now) {
    for (var i = 0; i < 60; i++) {
      cache.sweep(now);
    }
  }

  @Test
  void aNewTokenTakesThePlaceOfAForgottenOneAndNoOthers() {
    keep("a", Duration.ofHours(1));
    keep("b", Duration.ofSeconds(10));
    keep("c", Duration.ofHours(1));
    sweepAll(NOW.plusSeconds(10));

    keep("d", Duration.ofHours(1));

    assertThat(has("a", NOW)).isTrue();
    assertThat(has("c", NOW)).isTrue();
    assertThat(has("d", NOW)).isTrue();
  }

  @Test
  void theTokenThatWasNotUsedIsEvicted() {
    keep("a", Duration.ofHours(1));
    keep("b", Duration.ofHours(1));
    keep("c", Duration.ofHours(1));
    assertThat(has("a", NOW)).isTrue();

    keep("d", Duration.ofHours(1));

    assertThat(has("a", NOW)).isTrue();
    assertThat(has("b", NOW)).isFalse();
    assertThat(has("c", NOW)).isTrue();
    assertThat(has("d", NOW)).isTrue();
  }

  @Test
  void aTokenThatHasExpiredIsEvictedAlsoIfItWasUsed() {
    keep("a", Duration.ZERO.minusSeconds(1));
    keep("b", Duration.ofHours(1));
    keep("c", Duration.ofHours(1));
    keep("d", Duration.ofHours(1));

    assertThat(has("b", NOW)).isTrue();
    assertThat(has("d", NOW)).isTrue();
  }

  @Test
  void theCacheIsBoundedAlsoIfTokensAreVerifiedTwice() {
    for (var i = 0; i < 1000; i++) {
      keep("token-" + i % 7, Duration.ofHours(1));
      has("token-" + i % 5, NOW);
      assertThat(cache.size()).isLessThanOrEqualTo(3);
    }
  }
}
