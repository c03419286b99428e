package io.streamgate.events.webhook;

import static io.streamgate.events.EventFixture.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.events.CloudEvent;
import io.streamgate.events.CloudEvents;
import io.streamgate.events.CloudEvents.Viewers;
import io.streamgate.events.EventFixture;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.limiter.Event;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What fits, what is delivered together, and what an erasure does to it. */
@Timeout(60)
final class DeliveryQueueTest {

  private static final Duration NONE = Duration.ZERO;

  private static final AtomicInteger IDS = new AtomicInteger();

  private final DeliveryQueue queue = queue(5, 1_000, NONE);

  private static DeliveryQueue queue(int events, int bytes, Duration linger) {
    var second = Duration.ofSeconds(1);
    return new DeliveryQueue(
        new WebhookBounds(events, bytes, 3, linger, 1, second, second, second, second),
        () -> "msg_" + IDS.incrementAndGet());
  }

  private Delivery take() throws InterruptedException {
    return Objects.requireNonNull(queue.take());
  }

  private String body(Delivery delivery) {
    return new String(Delivery.body(queue.eventsOf(delivery)), UTF_8);
  }

  @Test
  void eventsAreBoundedUntilTheyAreDelivered() throws InterruptedException {
    for (var i = 0; i < 5; i++) {
      assertThat(queue.add(event("" + i, 1))).isTrue();
    }
    assertThat(queue.add(event("6", 1))).isFalse();
    var first = take();
    assertThat(queue.add(event("6", 1))).isFalse();
    queue.done(first);
    assertThat(queue.events()).isEqualTo(2);
    assertThat(queue.add(event("6", 1))).isTrue();
  }

  @Test
  void bytesAreBoundedUntilTheyAreDelivered() throws InterruptedException {
    assertThat(queue.add(event("1", 900))).isTrue();
    assertThat(queue.add(event("2", 200))).isFalse();
    var first = take();
    assertThat(queue.add(event("2", 200))).isFalse();
    queue.done(first);
    assertThat(queue.bytes()).isZero();
    assertThat(queue.add(event("2", 200))).isTrue();
  }

  @Test
  void deliveryIsAJsonArrayOfAtMostABatch() throws InterruptedException {
    for (var i = 0; i < 4; i++) {
      queue.add(event("" + i, 1));
    }
    assertThat(body(take()))
        .isEqualTo(
            "[{\"id\":\"0\",\"x\":\"x\"},{\"id\":\"1\",\"x\":\"x\"},{\"id\":\"2\",\"x\":\"x\"}]");
    assertThat(body(take())).isEqualTo("[{\"id\":\"3\",\"x\":\"x\"}]");
  }

  /** With a linger that no test outlasts, only a full batch or the close can be the reason. */
  @Test
  void fullBatchDoesNotLingerNorDoesAClosedQueue() throws InterruptedException {
    var patient = queue(5, 1_000, Duration.ofHours(1));
    for (var i = 0; i < 4; i++) {
      patient.add(event("" + i, 1));
    }
    assertThat(Objects.requireNonNull(patient.take()).events()).hasSize(3);
    patient.close();
    assertThat(Objects.requireNonNull(patient.take()).events()).hasSize(1);
    assertThat(patient.take()).isNull();
    assertThat(patient.add(event("late", 1))).isFalse();
  }

  @Test
  void erasedViewerIsNamedNeitherInWhatWaitsNorInWhatIsRepeated() throws InterruptedException {
    var roomy = queue(10, 100_000, NONE);
    var hook = new Adding(roomy);
    var events = EventFixture.writing(Viewers.PLAIN, hook);
    for (var i = 0; i < 4; i++) {
      events.on(EventFixture.started("anna"), EventFixture.NOON);
    }
    var underway = Objects.requireNonNull(roomy.take());
    var before = roomy.bytes();
    events.on(new Event.Erased(EventFixture.started("anna").caller(), true), EventFixture.NOON);
    var repeated = new String(Delivery.body(roomy.eventsOf(underway)), UTF_8);
    assertThat(repeated).contains("\"id\":\"1\"").doesNotContain("anna");
    var waiting = Objects.requireNonNull(roomy.take());
    assertThat(new String(Delivery.body(roomy.eventsOf(waiting)), UTF_8))
        .contains("\"id\":\"4\"")
        .doesNotContain("anna");
    assertThat(roomy.bytes()).isGreaterThan(before);
    roomy.done(underway);
    roomy.done(waiting);
    assertThat(roomy.bytes()).isZero();
    assertThat(roomy.events()).isZero();
  }

  /** The part of a webhook that fills its queue. */
  private record Adding(DeliveryQueue queue) implements CloudEvents.Sink {
    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void add(CloudEvent event) {
      queue.add(event);
    }

    @Override
    public void erase(ViewerId viewer, CloudEvents.Eraser eraser) {
      queue.erase(viewer, eraser);
    }
  }
}
