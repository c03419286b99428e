package io.streamgate.events;

import static io.streamgate.events.EventFixture.NOON;
import static io.streamgate.events.EventFixture.erased;
import static io.streamgate.events.EventFixture.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.limiter.Event;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What reaches the observers, and what does not fit. */
@Timeout(60)
final class EventQueueTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Drops drops = new Drops();
  private final List<String> seen = new CopyOnWriteArrayList<>();

  private EventQueue queue(int capacity, CountDownLatch ready) {
    return new EventQueue(
        capacity,
        () -> {
          try {
            ready.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return true;
        },
        (event, _) -> seen.add(name(event)),
        drops);
  }

  private static String name(Event event) {
    return event.getClass().getSimpleName() + " " + EventTypes.viewer(event);
  }

  private static CountDownLatch isReady() {
    return new CountDownLatch(0);
  }

  @Test
  void eventsAreHandedOutInOrderAndACloseWaitsForThem() {
    var queue = queue(1_000, isReady());
    IntStream.range(0, 1_000).forEach(i -> queue.add(started("v" + i), NOON));
    queue.close(PATIENCE);
    assertThat(seen).isEqualTo(IntStream.range(0, 1_000).mapToObj(i -> "Started v" + i).toList());
    assertThat(drops.count(Drops.DropReason.QUEUE_FULL)).isZero();
  }

  @Test
  void whatDoesNotFitIsDroppedAndCountedButNeverAnErasure() {
    var ready = new CountDownLatch(1);
    var queue = queue(2, ready);
    for (var viewer : List.of("a", "b", "c", "d")) {
      queue.add(started(viewer), NOON);
    }
    queue.add(erased("a"), NOON);
    assertThat(queue.waiting()).isEqualTo(3);
    ready.countDown();
    queue.close(PATIENCE);
    assertThat(seen).containsExactly("Started a", "Started b", "Erased a");
    assertThat(drops.count(Drops.DropReason.QUEUE_FULL)).isEqualTo(2);
  }

  @Test
  void questionIsAnsweredAfterTheEventsBeforeIt() {
    try (var queue = queue(1_000, isReady())) {
      IntStream.range(0, 100).forEach(i -> queue.add(started("v" + i), NOON));
      assertThat(queue.ask(seen::size).toCompletableFuture().join()).isEqualTo(100);
    }
  }

  @Test
  void questionAfterTheEndFails() {
    var queue = queue(1, isReady());
    queue.close(PATIENCE);
    assertThat(queue.ask(() -> 1).toCompletableFuture()).isCompletedExceptionally();
  }

  @Test
  void eventAfterTheEndIsCounted() {
    var queue = queue(1, isReady());
    queue.close(PATIENCE);
    queue.add(started("a"), NOON);
    assertThat(drops.count(Drops.DropReason.QUEUE_FULL)).isEqualTo(1);
  }

  @Test
  void observerThatFailsSeesTheNextEventAllTheSame() {
    var hasFailed = new AtomicBoolean();
    var queue =
        new EventQueue(
            10,
            () -> true,
            (event, _) -> {
              if (hasFailed.compareAndSet(false, true)) {
                throw new IllegalStateException("the first event fails");
              }
              seen.add(name(event));
            },
            drops);
    queue.add(started("a"), NOON);
    queue.add(started("b"), NOON);
    queue.close(PATIENCE);
    assertThat(seen).containsExactly("Started b");
  }
}
