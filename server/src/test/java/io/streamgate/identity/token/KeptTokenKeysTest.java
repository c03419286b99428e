package io.streamgate.identity.token;

import static java.util.concurrent.CompletableFuture.failedStage;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.store.StoreUnavailable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

final class KeptTokenKeysTest {

  private static final String KEY = TokenKey.make(new byte[TokenKey.RANDOM_BYTES]).withSecret();

  private final Queue<CompletionStage<String>> answers = new ArrayDeque<>();
  private int reads;
  private final KeptTokenKeys kept =
      new KeptTokenKeys(
          () -> {
            reads++;
            return answers.remove();
          });

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

    answers.add(CompletableFuture.completedStage(KEY));
    assertThat(kept.keys()).isNotNull();
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
