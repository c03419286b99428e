package io.streamgate.identity.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** How many verifications run, and how many wait. */
final class VerificationQueueTest {

  private static final long MILLISECOND = 1_000_000;

  private final Queue<Runnable> threads = new ArrayDeque<>();
  private final List<String> done = new ArrayList<>();
  private long nanoTime;
  private long nanosEach = MILLISECOND / 2;
  private final VerificationQueue queue = new VerificationQueue(threads::add, 2, () -> nanoTime);

  private boolean offer(String address, String name) {
    return queue.offer(
        address,
        () -> {
          nanoTime += nanosEach;
          done.add(name);
        });
  }

  private int accepted(String address, int offered) {
    var accepted = 0;
    for (var i = 0; i < offered; i++) {
      accepted += offer(address, address) ? 1 : 0;
    }
    return accepted;
  }

  private void runAll() {
    while (!threads.isEmpty()) {
      threads.remove().run();
    }
  }

  @Test
  void asManyRunAsThereAreThreadsAndTheOthersWait() {
    for (var name : List.of("a", "b", "c", "d")) {
      assertThat(offer(name, name)).isTrue();
    }

    assertThat(threads).hasSize(2);
    assertThat(queue.running()).isEqualTo(2);
    assertThat(queue.waiting()).isEqualTo(2);

    runAll();

    assertThat(done).containsExactly("a", "c", "d", "b");
    assertThat(queue.running()).isZero();
    assertThat(queue.waiting()).isZero();
  }

  /** Two threads that need half a millisecond each do 400 in 100 ms. */
  @Test
  void aHundredMillisecondsOfWorkWait() {
    var accepted = 0;
    for (var i = 0; i < 1000; i++) {
      accepted += offer("address " + i, "x") ? 1 : 0;
    }

    assertThat(accepted).isEqualTo(2 + 400);
  }

  @Test
  void oneAddressHasAnEighthOfTheQueue() {
    assertThat(accepted("a", 1000)).isEqualTo(2 + 50);
    assertThat(offer("b", "b")).isTrue();

    threads.remove();
    threads.remove().run();

    assertThat(accepted("a", 1000)).as("what is done makes room").isGreaterThanOrEqualTo(50);
  }

  @Test
  void slowerWorkMakesTheQueueShorter() {
    nanosEach = 50 * MILLISECOND;
    for (var i = 0; i < 200; i++) {
      offer("address " + i, "x");
      runAll();
    }

    var accepted = 0;
    for (var i = 0; i < 100; i++) {
      accepted += offer("address " + i, "x") ? 1 : 0;
    }

    assertThat(accepted).isEqualTo(2 + 8);
  }

  @Test
  void fasterWorkMakesTheQueueLonger() {
    nanosEach = MILLISECOND / 20;
    for (var i = 0; i < 200; i++) {
      offer("address " + i, "x");
      runAll();
    }

    assertThat(accepted("a", 10_000)).isBetween(2 + 400, 2 + 510);
  }

  /** It would be lost with its thread, and after a few errors nothing would be verified. */
  @Test
  void anErrorFreesTheSlotForWhatWaits() {
    for (var i = 0; i < 2; i++) {
      queue.offer(
          "a",
          () -> {
            throw new StackOverflowError();
          });
    }
    offer("a", "waiting");
    for (var i = 0; i < 2; i++) {
      assertThatThrownBy(() -> threads.remove().run()).isInstanceOf(StackOverflowError.class);
    }

    runAll();

    assertThat(done).containsExactly("waiting");
    assertThat(queue.running()).isZero();
    assertThat(queue.waiting()).isZero();
  }

  @Test
  void afterTheThreadsHaveStoppedNothingIsAccepted() {
    var stopped =
        new VerificationQueue(
            _ -> {
              throw new RejectedExecutionException();
            },
            1,
            () -> 0);

    assertThat(stopped.offer("a", () -> {})).isFalse();
    assertThat(stopped.running()).isZero();
  }
}
