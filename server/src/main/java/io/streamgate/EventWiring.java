package io.streamgate;

import static java.util.Objects.requireNonNull;

import io.streamgate.config.Config;
import io.streamgate.config.events.EventSettings;
import io.streamgate.events.CloudEvents;
import io.streamgate.events.Drops;
import io.streamgate.events.EventQueue;
import io.streamgate.events.KeptHash;
import io.streamgate.events.LiveEvents;
import io.streamgate.events.StdoutSink;
import io.streamgate.events.SubjectHash;
import io.streamgate.events.webhook.RetryAfter;
import io.streamgate.events.webhook.Webhook;
import io.streamgate.events.webhook.WebhookBounds;
import io.streamgate.failure.Causes;
import io.streamgate.http.client.Poster;
import io.streamgate.limiter.Event;
import io.streamgate.limiter.World;
import io.streamgate.store.StoreUnavailable;
import io.streamgate.store.sqlite.directory.DataDirectoryUnusable;
import io.streamgate.telemetry.LogOutput;
import io.streamgate.telemetry.Metrics;
import io.streamgate.usage.Activity;
import io.streamgate.usage.Levels;
import io.streamgate.usage.Top;
import io.streamgate.usage.Usage;
import io.streamgate.usage.UsageQuestions;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates what follows the limiter's events besides metrics and the log: the counts of usage, and
 * the CloudEvents for other systems.
 */
final class EventWiring implements UsageQuestions, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EventWiring.class);

  /** Some seconds of starts on one node, about 10 MB. */
  private static final int MOST_WAITING = 65_536;

  private static final int NODE_BYTES = 6;

  /** The table has been waited for already, and events can wait for the key. */
  private static final Duration KEY_AT_START = Duration.ofMillis(500);

  /** Nearly always enough to hand out what waits. */
  private static final Duration HAND_OUT = Duration.ofMillis(250);

  /** A shutdown has little time, and a receiver that answers needs less. */
  private static final Duration FLUSH = Duration.ofMillis(500);

  private final StoreWiring.Opened store;
  private final World world;
  private final Drops drops = new Drops();
  private final LiveEvents live = new LiveEvents();
  private final KeptHash hash;
  private final Usage usage;
  private final EventQueue queue;
  private final @Nullable Poster poster;
  private final @Nullable Webhook webhook;

  private EventWiring(EventSettings settings, StoreWiring.Opened store, Vertx vertx) {
    this.store = store;
    this.world = store.world();
    this.hash =
        new KeptHash(
            () ->
                store
                    .secrets()
                    .eventKey()
                    .readOrMake(() -> SubjectHash.key(world.randomBytes(SubjectHash.KEY_BYTES))));
    readKeyOrFail();
    var target = settings.webhook();
    var bounds = WebhookBounds.DEFAULT;
    this.poster = target == null ? null : new Poster(vertx, bounds.deliveries(), bounds.attempt());
    this.webhook =
        target == null
            ? null
            : new Webhook(target, bounds, sender(requireNonNull(poster)), world, drops);
    this.usage = new Usage(world.now(), viewer -> hash.get().bits(viewer));
    var cloudEvents = new CloudEvents(source(), settings.viewers(), hash, sinks(settings));
    EventQueue.EventHandler observer =
        (event, at) -> {
          usage.record(event, at);
          cloudEvents.on(event, at);
        };
    this.queue = new EventQueue(MOST_WAITING, hash::isReady, observer, drops);
  }

  /** Reads the key of the hashes, or makes it. Blocks; throws {@link CannotStart}. */
  static EventWiring open(Config config, StoreWiring.Opened store, Vertx vertx, Metrics metrics) {
    var wiring = new EventWiring(config.events(), store, vertx);
    wiring.registerMeters(metrics);
    return wiring;
  }

  /** One process: after a restart its events have other ids. */
  private String source() {
    return "/streamgate/" + HexFormat.of().formatHex(world.randomBytes(NODE_BYTES));
  }

  private List<CloudEvents.Sink> sinks(EventSettings settings) {
    var sinks = new ArrayList<CloudEvents.Sink>();
    sinks.add(live);
    if (settings.lines() == EventSettings.Lines.STDOUT) {
      sinks.add(new StdoutSink(LogOutput.stdout()::offer, drops));
    }
    if (webhook != null) {
      sinks.add(webhook);
    }
    return sinks;
  }

  private Webhook.Transport sender(Poster poster) {
    return (url, headers, body) ->
        poster
            .post(url, headers, body)
            .thenApply(
                reply ->
                    new Webhook.Response(
                        reply.status(), RetryAfter.parse(reply.retryAfter(), world.now())));
  }

  /** A table that does not answer is read again later. */
  private void readKeyOrFail() {
    try {
      hash.read(KEY_AT_START);
    } catch (CompletionException failure) {
      var why =
          switch (Causes.of(failure)) {
            case StoreUnavailable _ -> Causes.root(failure).getMessage();
            case TimeoutException _ -> "no answer yet";
            case Throwable cause -> throw cannotStart(cause);
          };
      LOG.warn("cannot read the key of events: {}; retrying", why);
    }
  }

  private RuntimeException cannotStart(Throwable cause) {
    return switch (cause) {
      case DataDirectoryUnusable unusable ->
          new CannotStart(String.valueOf(unusable.getMessage()), unusable);
      case IllegalStateException damaged ->
          new CannotStart(
              store.secrets().eventKey()
                  + " holds no key of events: restore it, or delete it, after which viewers have"
                  + " other hashes in events",
              damaged);
      default -> new IllegalStateException("the key of events was not read", cause);
    };
  }

  private void registerMeters(Metrics metrics) {
    for (var reason : Drops.DropReason.values()) {
      metrics.droppedEvents(reason.word(), () -> drops.count(reason));
    }
    metrics.gauge(
        "streamgate.events.queue", "Events waiting to be counted and written", queue::waiting);
    metrics.gauge("streamgate.events.listeners", "Operators who follow events", live::listeners);
    metrics.counter(
        "streamgate.webhook.delivered",
        "Events that the receiver of the webhook has taken",
        () -> webhook == null ? 0 : webhook.delivered());
    metrics.counter(
        "streamgate.webhook.failures",
        "Attempts to deliver events that failed",
        () -> webhook == null ? 0 : webhook.failures());
    metrics.gauge(
        "streamgate.webhook.queue",
        "Events waiting to be delivered",
        () -> webhook == null ? 0 : webhook.waiting());
  }

  /** Listens to the limiter, at a price that starts do not notice. */
  Event.Listener listener() {
    return event -> {
      switch (event) {
        case Event.Started _, Event.NotStarted _ -> {
          var now = world.now();
          usage.count(event, now);
          queue.add(event, now);
        }
        case Event.StreamEnded _, Event.Lapsed _, Event.Overridden _, Event.Erased _ ->
            queue.add(event, world.now());
        case Event.ChangeRefused _, Event.HeartbeatAnswered _, Event.LeaveAnswered _ -> {}
        case Event.Expired _, Event.StoreAnswered _, Event.StoreFailed _ -> {}
      }
    };
  }

  /** For operators who follow events. */
  LiveEvents live() {
    return live;
  }

  @Override
  public CompletionStage<Top> top(Activity by, int limit) {
    return queue.ask(() -> usage.top(by, limit, world.now()));
  }

  @Override
  public CompletionStage<Levels> levels(LocalDate day) {
    return queue.ask(() -> usage.levels(day, world.now()));
  }

  @Override
  public LocalDate today() {
    return LocalDate.ofInstant(world.now(), ZoneOffset.UTC);
  }

  /** Delivers what waits, for less than a second. */
  @Override
  public void close() {
    queue.close(HAND_OUT);
    if (webhook != null) {
      webhook.close(FLUSH);
    }
    if (poster != null) {
      poster.close();
    }
  }
}
