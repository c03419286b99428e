package io.streamgate.identity.token;

import static java.util.concurrent.CompletableFuture.failedStage;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.failure.Causes;
import io.streamgate.store.StoreUnavailable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class KeptTokenKeysTest {

  private static final String KEY = TokenKey.make(new byte[TokenKey.RANDOM_BYTES]).withSecret();

  private final Queue<CompletionStage<String>> answers = new ArrayDeque<>();
  private final AtomicLong nanoTime = new AtomicLong();
  private final List<Throwable> failures = new ArrayList<>();
  private int reads;
  private final KeptTokenKeys kept =
      new KeptTokenKeys(
          () -> {
            reads++;
            return answers.remove();
          },
          nanoTime::get,
          failures::add);

  @Test
  void theKeyIsReadOnce() {
    answers.add(CompletableFuture.completedStage(KEY + "\n"));

    assertThat(kept.keys()).isNotNull();
    assertThat(kept.keys()).isNotNull();
    assertThat(reads).isEqualTo(1);
  }

  @Test
  void aReadThatFailsIsRepeatedWhenTheKeyIsNeeded() {
    answers.add(failedStage(StoreUnavailable.rejected("down")));
    assertThat(kept.keys()).isNull();
    assertThat(failures)
        .singleElement()
        .satisfies(failure -> assertThat(Causes.of(failure)).isInstanceOf(StoreUnavailable.class));

    nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(1));
    answers.add(CompletableFuture.completedStage(KEY));
    assertThat(kept.keys()).isNotNull();
    assertThat(failures).hasSize(1);
  }

  /** A damaged key fails at once, and requests come thousands of times a second. */
  @Test
  void aReadThatFailsIsRepeatedAfterASecondAtTheEarliest() {
    answers.add(CompletableFuture.completedStage("no key"));
    assertThat(kept.keys()).isNull();
    nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(1) - 1);

    assertThat(kept.keys()).isNull();
    assertThat(reads).isEqualTo(1);
  }

  @Test
  void oneReadIsUnderWayAtATime() {
    var answer = new CompletableFuture<String>();
    answers.add(answer);

    assertThat(kept.keys()).isNull();
    assertThat(kept.keys()).isNull();

    answer.complete(KEY);
    assertThat(kept.keys()).isNotNull();
    assertThat(reads).isEqualTo(1);
  }

  @Test
  void whatIsNoKeyFailsAndIsNotQuoted() {
    answers.add(CompletableFuture.completedStage("secret"));

    assertThat(kept.read())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withRootCauseInstanceOf(IllegalStateException.class)
        .withMessageNotContaining("secret");
  }
}
