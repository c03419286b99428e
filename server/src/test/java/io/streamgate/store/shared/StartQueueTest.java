package io.streamgate.store.shared;

import static io.streamgate.given.Given.freshViewer;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.id.ViewerId;
import io.streamgate.store.StoreUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class StartQueueTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final ViewerId viewer = freshViewer();
  private final CompletableFuture<String> first = new CompletableFuture<>();
  private final List<String> begun = new ArrayList<>();

  @Test
  void aStartBeginsOnceTheOneBeforeItIsAnswered() {
    var queue = new StartQueue(LONG);
    queue.inTurn(viewer, () -> first);

    queue.inTurn(viewer, () -> begun("second"));
    assertThat(begun).isEmpty();

    first.complete("answered");
    assertThat(begun).containsExactly("second");
  }

  @Test
  void aStartBeginsThoughTheOneBeforeItFailed() {
    var queue = new StartQueue(LONG);
    queue.inTurn(viewer, () -> first);
    queue.inTurn(viewer, () -> begun("second"));

    first.completeExceptionally(StoreUnavailable.rejected("down"));

    assertThat(begun).containsExactly("second");
  }

  @Test
  void anotherViewersStartDoesNotWait() {
    var queue = new StartQueue(LONG);
    queue.inTurn(viewer, () -> first);

    queue.inTurn(freshViewer(), () -> begun("another"));

    assertThat(begun).containsExactly("another");
  }

  @Test
  void aStartThatHasWaitedForTooLongNeverBegins() {
    var queue = new StartQueue(Duration.ofMillis(1));
    queue.inTurn(viewer, () -> first);

    var second = queue.inTurn(viewer, () -> begun("second"));

    assertThat(second.toCompletableFuture())
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableThat()
        .withCauseInstanceOf(StoreUnavailable.class)
        .withMessageContaining("are still running");
    first.complete("answered");
    assertThat(begun).isEmpty();
  }

  @Test
  void aStartWaitsForAllThatCameBeforeIt() {
    var queue = new StartQueue(LONG);
    var second = new CompletableFuture<String>();
    queue.inTurn(viewer, () -> first);
    queue.inTurn(viewer, () -> second);
    first.complete("answered");

    queue.inTurn(viewer, () -> begun("third"));
    assertThat(begun).isEmpty();

    second.complete("answered");
    assertThat(begun).containsExactly("third");
  }

  @Test
  void sixtyFourStartsOfAViewerQueueAndTheNextIsRefusedUntilTheyAreAnswered() {
    var queue = new StartQueue(LONG);
    for (var crowd = 1; crowd <= 2; crowd++) {
      begun.clear();
      var answer = new CompletableFuture<String>();
      queue.inTurn(viewer, () -> answer);
      for (var waiting = 1; waiting < 64; waiting++) {
        queue.inTurn(viewer, () -> begun("waited"));
      }

      assertThat(refusal(queue)).hasMessage("64 starts of this viewer are already waiting");
      assertThat(refusal(queue)).hasMessage("64 starts of this viewer are already waiting");
      answer.complete("answered");
      assertThat(begun).hasSize(63).containsOnly("waited");
    }
  }

  private Throwable refusal(StartQueue queue) {
    return queue.inTurn(viewer, () -> begun("refused")).toCompletableFuture().exceptionNow();
  }

  private CompletableFuture<String> begun(String name) {
    begun.add(name);
    return CompletableFuture.completedFuture(name);
  }
}
