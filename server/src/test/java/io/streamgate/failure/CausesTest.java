package io.streamgate.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class CausesTest {

  private final IllegalStateException failed =
      new IllegalStateException("the failure", new IllegalArgumentException("what led to it"));

  @Test
  void aFailureThatNothingWrapsIsItself() {
    assertThat(Causes.of(failed)).isSameAs(failed);
  }

  @Test
  void aFailureIsFoundInWhatADependentStageMakesOfIt() {
    var seen = new AtomicReference<Throwable>(failed);
    var _ =
        CompletableFuture.failedFuture(failed)
            .thenApply(answer -> answer)
            .whenComplete((_, failure) -> seen.set(failure));

    assertThat(seen.get()).isInstanceOf(CompletionException.class);
    assertThat(Causes.of(seen.get())).isSameAs(failed);
  }

  @Test
  void aFailureIsFoundInWrapperWithinWrapper() {
    assertThat(Causes.of(new CompletionException(new CompletionException(failed))))
        .isSameAs(failed);
  }

  @Test
  void aWrapperOfNothingIsTheFailure() {
    var empty = new CompletionException("empty", null);

    assertThat(Causes.of(empty)).isSameAs(empty);
  }

  @Test
  void theRootIsTheCauseThatHasNone() {
    assertThat(Causes.root(new CompletionException(failed)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
