package io.streamgate.events.webhook;

import io.streamgate.events.CloudEvent;
import io.streamgate.events.CloudEvents;
import io.streamgate.events.Drops;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.limiter.World;
import java.net.URI;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers events to one URL: in batches, signed, and repeated until the receiver takes them or
 * their time is over. Threads of its own wait for the receiver. Thread-safe.
 */
public final class Webhook implements CloudEvents.Sink {

  /** Sends a request. */
  @FunctionalInterface
  public interface Transport {

    /** The receiver's answer; fails if there is none in time. */
    CompletionStage<Response> send(URI url, Map<String, String> headers, byte[] body);
  }

  /**
   * What the receiver answered.
   *
   * @param retryAfter how long it asks to wait; null if it does not
   */
  public record Response(int status, @Nullable Duration retryAfter) {}

  private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
  private static final String CONTENT_TYPE = "application/cloudevents-batch+json; charset=utf-8";

  private static final int ID_BYTES = 12;

  /** How much longer than an attempt its answer may take to arrive here. */
  private static final Duration MARGIN = Duration.ofSeconds(1);

  private final WebhookTarget target;
  private final WebhookBounds bounds;
  private final Transport sender;
  private final World world;
  private final Drops drops;
  private final DeliveryQueue queue;
  private final List<Thread> threads;
  private final LongAdder delivered = new LongAdder();
  private final LongAdder failures = new LongAdder();

  /** Whether the receiver takes events, for one line in the log when that changes. */
  private final AtomicBoolean isFailing = new AtomicBoolean();

  /**
   * Starts the threads.
   *
   * @param world for the ids and timestamps of deliveries, and for delays
   */
  public Webhook(
      WebhookTarget target, WebhookBounds bounds, Transport sender, World world, Drops drops) {
    this.target = target;
    this.bounds = bounds;
    this.sender = sender;
    this.world = world;
    this.drops = drops;
    this.queue = new DeliveryQueue(bounds, this::newId);
    this.threads =
        IntStream.rangeClosed(1, bounds.deliveries())
            .mapToObj(n -> Thread.ofPlatform().daemon().name("streamgate-webhook-" + n))
            .map(named -> named.unstarted(this::deliverAll))
            .toList();
    threads.forEach(Thread::start);
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void add(CloudEvent event) {
    if (!queue.add(event)) {
      drops.count(Drops.DropReason.WEBHOOK_FULL, 1);
    }
  }

  @Override
  public void erase(ViewerId viewer, CloudEvents.Eraser eraser) {
    queue.erase(viewer, eraser);
  }

  /** How many events were delivered. */
  public long delivered() {
    return delivered.sum();
  }

  /** How many attempts failed. */
  public long failures() {
    return failures.sum();
  }

  /** How many events wait or are being delivered. */
  public int waiting() {
    return queue.events();
  }

  /** How many bytes those have. */
  public long waitingBytes() {
    return queue.bytes();
  }

  private String newId() {
    return "msg_" + HexFormat.of().formatHex(world.randomBytes(ID_BYTES));
  }

  /** From 0 up to 1. */
  private double random() {
    return Byte.toUnsignedInt(world.randomBytes(1)[0]) / 256.0;
  }

  private void deliverAll() {
    try {
      for (var next = queue.take(); next != null; next = queue.take()) {
        deliver(next);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(Delivery delivery) throws InterruptedException {
    var until = world.nanoTime() + bounds.retries().toNanos();
    for (var attempts = 1; ; attempts++) {
      var wasLast = queue.isClosed();
      var retryAfter = attempt(delivery);
      if (retryAfter == null) {
        delivered.add(delivery.events().size());
        break;
      }
      var backOff = bounds.delay(attempts, random());
      var delay = retryAfter.compareTo(backOff) > 0 ? retryAfter : backOff;
      if (wasLast) {
        drops.count(Drops.DropReason.SHUTDOWN, delivery.events().size());
        break;
      }
      if (world.nanoTime() + delay.toNanos() - until > 0) {
        drops.count(Drops.DropReason.WEBHOOK_EXPIRED, delivery.events().size());
        break;
      }
      queue.pause(delay);
    }
    queue.done(delivery);
  }

  /** Returns null if the receiver took the events, else how long it asks to wait. */
  private @Nullable Duration attempt(Delivery delivery) throws InterruptedException {
    var body = Delivery.body(queue.eventsOf(delivery));
    var within = bounds.attempt().plus(MARGIN).toMillis();
    try {
      var response =
          sender
              .send(target.url(), headers(delivery.id(), body), body)
              .toCompletableFuture()
              .get(within, TimeUnit.MILLISECONDS);
      if (response.status() >= 200 && response.status() < 300) {
        if (isFailing.compareAndSet(true, false)) {
          LOG.info("the receiver of the webhook takes events again");
        }
        return null;
      }
      failed("it answered " + response.status());
      return response.retryAfter() == null ? Duration.ZERO : bounds.atMost(response.retryAfter());
    } catch (ExecutionException failure) {
      failed(String.valueOf(failure.getCause()));
    } catch (TimeoutException late) {
      failed("it did not answer in time");
    }
    return Duration.ZERO;
  }

  private void failed(String why) {
    failures.increment();
    if (isFailing.compareAndSet(false, true)) {
      LOG.warn("the receiver of the webhook takes no events: {}; retrying", why);
    }
  }

  private Map<String, String> headers(String id, byte[] body) {
    var timestamp = world.now().getEpochSecond();
    var headers = new LinkedHashMap<String, String>();
    headers.put("content-type", CONTENT_TYPE);
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", Long.toString(timestamp));
    headers.put(
        "webhook-signature",
        target.secrets().stream()
            .map(secret -> secret.sign(id, timestamp, body))
            .collect(Collectors.joining(" ")));
    return headers;
  }

  /** Delivers what waits, each delivery at most once more, for at most {@code patience}. Blocks. */
  public void close(Duration patience) {
    queue.close();
    var until = world.nanoTime() + patience.toNanos();
    try {
      for (var thread : threads) {
        if (!thread.join(Duration.ofNanos(Math.max(1, until - world.nanoTime())))) {
          thread.interrupt();
        }
      }
    } catch (InterruptedException e) {
      threads.forEach(Thread::interrupt);
      Thread.currentThread().interrupt();
    }
    drops.count(Drops.DropReason.SHUTDOWN, queue.events());
  }
}
