package io.streamgate.events.webhook;

import static io.streamgate.events.EventFixture.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.TestWorld;
import io.streamgate.events.Drops;
import io.streamgate.http.client.Poster;
import io.streamgate.testing.Until;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Delivers to receivers that are slow, down, or answer in other ways than they should. */
@Timeout(60)
final class WebhookDeliveryTest {

  private static final WebhookSecret OLD =
      WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").orElseThrow();
  private static final WebhookSecret NEW =
      WebhookSecret.parse("whsec_" + "B".repeat(32)).orElseThrow();

  private static final int MOST = 200;
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration PATIENT = Duration.ofSeconds(30);

  private final Vertx vertx = Vertx.vertx();
  private final Drops drops = new Drops();
  private final TestWorld world = new TestWorld();

  @AfterEach
  void stop() {
    var _ = vertx.close();
  }

  private static WebhookBounds bounds(Duration retries) {
    return new WebhookBounds(
        MOST,
        100_000,
        10,
        Duration.ofMillis(20),
        2,
        Duration.ofMillis(400),
        retries,
        Duration.ofMillis(20),
        Duration.ofMillis(100));
  }

  private Webhook to(Receiver receiver, Duration retries) {
    var bounds = bounds(retries);
    var poster = new Poster(vertx, bounds.deliveries(), bounds.attempt());
    return new Webhook(
        new WebhookTarget(receiver.url(), List.of(NEW, OLD)),
        bounds,
        (url, headers, body) ->
            poster
                .post(url, headers, body)
                .thenApply(
                    reply ->
                        new Webhook.Response(
                            reply.status(), RetryAfter.parse(reply.retryAfter(), world.now()))),
        world,
        drops);
  }

  private static void add(Webhook webhook, int events) {
    IntStream.range(0, events).forEach(i -> webhook.add(event("e" + i, 50)));
  }

  private void await(String what, BooleanSupplier check) {
    Until.holds(SOON, () -> what, check);
  }

  private long dropped(Drops.DropReason reason) {
    return drops.count(reason);
  }

  @Test
  void eventsComeInBatchesSignedByBothSecrets() throws IOException {
    try (var receiver = Receiver.thatSends(Receiver.OK)) {
      var webhook = to(receiver, PATIENT);
      add(webhook, 25);
      await("25 events are delivered", () -> webhook.delivered() == 25);
      assertThat(receiver.requests())
          .hasSizeGreaterThanOrEqualTo(3)
          .allSatisfy(
              request -> {
                var id = request.header("webhook-id");
                var timestamp = Long.parseLong(request.header("webhook-timestamp"));
                assertThat(request.line()).isEqualTo("POST /events?from=streamgate HTTP/1.1");
                assertThat(request.header("content-type"))
                    .isEqualTo("application/cloudevents-batch+json; charset=utf-8");
                assertThat(timestamp).isEqualTo(TestWorld.BEGIN.getEpochSecond());
                assertThat(request.header("webhook-signature"))
                    .isEqualTo(
                        NEW.sign(id, timestamp, request.body())
                            + " "
                            + OLD.sign(id, timestamp, request.body()));
              });
      assertThat(String.join("", receiver.requests().stream().map(r -> r.text()).toList()))
          .contains("\"e0\"", "\"e24\"");
      webhook.close(SOON);
    }
  }

  @Test
  void deliveryThatFailsIsRepeatedUnderItsIdUntilItSucceeds() throws IOException {
    try (var receiver =
        Receiver.that(
            (number, _, connection) ->
                connection.send(
                    number <= 3
                        ? "HTTP/1.1 503 Down\r\ncontent-length: 0\r\n\r\n"
                        : Receiver.OK))) {
      var webhook = to(receiver, PATIENT);
      add(webhook, 5);
      await("5 events are delivered", () -> webhook.delivered() == 5);
      assertThat(webhook.failures()).isEqualTo(3);
      assertThat(receiver.requests()).hasSize(4);
      assertThat(receiver.requests())
          .extracting(r -> r.header("webhook-id"))
          .containsOnly(receiver.requests().getFirst().header("webhook-id"));
      webhook.close(SOON);
    }
  }

  /** Each of these is no acknowledgement, however often the delivery is repeated. */
  static Stream<Arguments> failing() {
    var redirect = "HTTP/1.1 307 Elsewhere\r\nlocation: /ok\r\ncontent-length: 0\r\n\r\n";
    return Stream.of(
        Arguments.of("fails", Receiver.sending("HTTP/1.1 500 Oops\r\ncontent-length: 0\r\n\r\n")),
        Arguments.of("redirects", Receiver.sending(redirect)),
        Arguments.of("talks garbage", Receiver.sending("\0\1 I am no web server\r\n\r\n")),
        Arguments.of("closes", (Receiver.Answering) (_, _, connection) -> connection.close()),
        Arguments.of("is silent", (Receiver.Answering) (_, _, connection) -> connection.hang()),
        Arguments.of("has endless headers", (Receiver.Answering) Receiver::endlessHeaders));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failing")
  void receiverThatTakesNothingCostsABoundedQueue(String how, Receiver.Answering answering)
      throws IOException {
    try (var receiver = Receiver.that(answering)) {
      var webhook = to(receiver, Duration.ofMillis(600));
      add(webhook, 3 * MOST);
      assertThat(webhook.waiting()).isLessThanOrEqualTo(MOST);
      assertThat(webhook.waitingBytes()).isLessThanOrEqualTo(100_000);
      assertThat(dropped(Drops.DropReason.WEBHOOK_FULL)).isGreaterThanOrEqualTo(MOST);
      await("a delivery expires", () -> dropped(Drops.DropReason.WEBHOOK_EXPIRED) > 0);
      assertThat(receiver.requests())
          .extracting(Receiver.Request::line)
          .allMatch(line -> line.startsWith("POST /events"));
      webhook.close(Duration.ofMillis(50));
      assertThat(webhook.delivered()).isZero();
      assertThat(
              dropped(Drops.DropReason.WEBHOOK_FULL)
                  + dropped(Drops.DropReason.WEBHOOK_EXPIRED)
                  + dropped(Drops.DropReason.SHUTDOWN))
          .isEqualTo(3L * MOST);
    }
  }

  /** The status is the acknowledgement. What follows it must not hold up further deliveries. */
  static Stream<Arguments> acknowledging() {
    return Stream.of(
        Arguments.of(
            "closes after it",
            (Receiver.Answering)
                (_, _, connection) -> {
                  connection.send("HTTP/1.1 202 Taken\r\ncontent-length: 100\r\n\r\n");
                  connection.close();
                }),
        Arguments.of("sends without end", (Receiver.Answering) Receiver::endlessBody),
        Arguments.of(
            "sends a byte now and then",
            (Receiver.Answering)
                (_, _, connection) -> {
                  connection.send("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n.");
                  connection.hang();
                }));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("acknowledging")
  void receiverThatAcknowledgesGetsFurtherDeliveries(String how, Receiver.Answering answering)
      throws IOException {
    try (var receiver = Receiver.that(answering)) {
      var webhook = to(receiver, PATIENT);
      add(webhook, 60);
      await("60 events are delivered", () -> webhook.delivered() == 60);
      assertThat(webhook.waiting()).isZero();
      webhook.close(SOON);
    }
  }

  @Test
  void receiverIsGivenTheTimeThatItAsksFor() throws IOException {
    try (var receiver =
        Receiver.that(
            (number, _, connection) ->
                connection.send(
                    number == 1
                        ? "HTTP/1.1 429 Slow\r\nretry-after: 1\r\ncontent-length: 0\r\n\r\n"
                        : Receiver.OK))) {
      var webhook = to(receiver, PATIENT);
      var begin = System.nanoTime();
      add(webhook, 1);
      await("the event is delivered", () -> webhook.delivered() == 1);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(1));
      webhook.close(SOON);
    }
  }

  @Test
  void closeDeliversWhatWaits() throws IOException {
    try (var receiver = Receiver.thatSends(Receiver.OK)) {
      var webhook = to(receiver, PATIENT);
      add(webhook, 100);
      webhook.close(SOON);
      assertThat(webhook.delivered()).isEqualTo(100);
    }
  }

  @Test
  void closeDoesNotWaitForAReceiverThatDoesNotAnswer() throws IOException {
    try (var receiver = Receiver.that((_, _, connection) -> connection.hang())) {
      var webhook = to(receiver, PATIENT);
      add(webhook, 100);
      await("a delivery is under way", () -> !receiver.requests().isEmpty());
      var begin = System.nanoTime();
      webhook.close(Duration.ofMillis(50));
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
      await("all are counted", () -> dropped(Drops.DropReason.SHUTDOWN) == 100);
    }
  }
}
