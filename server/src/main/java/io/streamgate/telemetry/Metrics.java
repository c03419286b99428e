package io.streamgate.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.streamgate.identity.CredentialObserver;
import io.streamgate.identity.KeyFetchObserver;
import io.streamgate.identity.operator.RefusedCall;
import io.streamgate.limiter.Event;
import io.streamgate.limiter.Event.Operation;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Metrics for Prometheus. Each label has few values: never a viewer or a stream. */
public final class Metrics implements Event.Listener {

  private static final Duration[] BUCKETS =
      List.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000).stream()
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private record RouteStatus(String method, String route, int status) {}

  private final PrometheusMeterRegistry registry =
      RuntimeMetrics.corrected(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
  private final Map<RouteStatus, Timer> http = new ConcurrentHashMap<>();
  private final Map<Operation, Timer> storeAnswered = new ConcurrentHashMap<>();
  private final Map<Operation, Timer> storeFailed = new ConcurrentHashMap<>();
  private final Map<Event.Manner, Counter> started = new EnumMap<>(Event.Manner.class);
  private final Map<Event.Reason, Counter> notStarted = new EnumMap<>(Event.Reason.class);
  private final Map<Event.Finding, Counter> heartbeats = new EnumMap<>(Event.Finding.class);
  private final Map<Event.Finding, Counter> leaves = new EnumMap<>(Event.Finding.class);
  private final Map<String, Counter> ended = new ConcurrentHashMap<>();
  private final Counter changesRefused =
      Counter.builder("streamgate.changes.refused")
          .description("Changes refused because their viewer makes too many")
          .register(registry);
  private final Counter startsUnavailable = starts("unavailable");
  private final Counter heartbeatsUnavailable = heartbeats("unavailable");
  private final PlanMetrics plans = new PlanMetrics(registry);
  private final IdentityMetrics identity = new IdentityMetrics(registry);
  private final RuntimeMetrics runtime = new RuntimeMetrics();

  /** Strong references: the registry holds them weakly, and would show 0 after a collection. */
  private final List<Supplier<Number>> totals = new CopyOnWriteArrayList<>();

  /** Creates the metrics of this process, which start at 0. */
  public Metrics() {
    runtime.bindTo(registry);
    for (var manner : Event.Manner.values()) {
      started.put(manner, starts(Labels.of(manner)));
    }
    for (var reason : Event.Reason.values()) {
      notStarted.put(reason, starts(Labels.of(reason)));
    }
    for (var finding : Event.Finding.values()) {
      heartbeats.put(finding, heartbeats(Labels.of(finding)));
    }
    for (var finding : EnumSet.complementOf(EnumSet.of(Event.Finding.UNENFORCED))) {
      leaves.put(finding, leaves(Labels.of(finding)));
    }
    for (var reason : Labels.REASONS) {
      ended.put(reason, ends(reason));
    }
  }

  @Override
  public void on(Event event) {
    switch (event) {
      case Event.Started start -> {
        of(started, start.manner()).increment();
        plans.on(start);
      }
      case Event.NotStarted start -> {
        of(notStarted, start.reason()).increment();
        plans.on(start);
      }
      case Event.ChangeRefused _ -> changesRefused.increment();
      case Event.HeartbeatAnswered(_, _, var finding) -> of(heartbeats, finding).increment();
      case Event.LeaveAnswered(_, _, var finding) -> of(leaves, finding).increment();
      case Event.StreamEnded end -> {
        of(ended, Labels.of(end.stream().ending())).increment();
        plans.on(end);
      }
      case Event.Overridden _, Event.Erased _, Event.Lapsed _ -> {}
      case Event.Expired(var members) -> of(ended, Labels.LAPSED).increment(members);
      case Event.StoreAnswered(var operation, var nanos) ->
          storeAnswered
              .computeIfAbsent(operation, of -> storeTimer(of, "ok"))
              .record(nanos, TimeUnit.NANOSECONDS);
      case Event.StoreFailed(_, var operation, var nanos, _) -> {
        storeFailed
            .computeIfAbsent(operation, of -> storeTimer(of, "unavailable"))
            .record(nanos, TimeUnit.NANOSECONDS);
        if (operation == Operation.START) {
          startsUnavailable.increment();
        }
        if (operation == Operation.RENEW) {
          heartbeatsUnavailable.increment();
        }
      }
    }
  }

  private static <K> Counter of(Map<K, Counter> counters, K key) {
    return Objects.requireNonNull(counters.get(key));
  }

  /** Records an answered request. */
  public void answered(String method, String route, int status, long nanos) {
    http.computeIfAbsent(new RouteStatus(method, route, status), this::httpTimer)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  /** Counts a call to the management port that was refused. */
  public void refused(RefusedCall call) {
    identity.refused(call.reason());
  }

  /** Counts the credentials that requests show. */
  public CredentialObserver credentials() {
    return identity;
  }

  /** Counts the fetches of an identity provider's keys. */
  public KeyFetchObserver keyFetches() {
    return identity;
  }

  /** Registers a gauge that reads {@code value}. */
  public void gauge(String name, String help, Supplier<Number> value) {
    Gauge.builder(name, value).description(help).register(registry);
  }

  /** Registers a counter that reads {@code total}, which must only grow. */
  public void counter(String name, String help, Supplier<Number> total) {
    totals.add(total);
    FunctionCounter.builder(name, total, count -> count.get().doubleValue())
        .description(help)
        .register(registry);
  }

  /** Registers the counter of events that were dropped for this reason. */
  public void droppedEvents(String reason, Supplier<Number> total) {
    totals.add(total);
    FunctionCounter.builder("streamgate.events.dropped", total, n -> n.get().doubleValue())
        .description("Events that were not delivered, by reason")
        .tag("reason", reason)
        .register(registry);
  }

  /** All metrics in the Prometheus text format. */
  public String scrape() {
    return registry.scrape();
  }

  /** All metrics in the format of this content type: Prometheus text or OpenMetrics. */
  public String scrape(String contentType) {
    return registry.scrape(contentType);
  }

  /** Stops observing the garbage collector. */
  public void close() {
    runtime.close();
    registry.close();
  }

  private Counter starts(String outcome) {
    return counter("streamgate.starts", "Starts, by outcome", "outcome", outcome);
  }

  private Counter heartbeats(String outcome) {
    return counter("streamgate.heartbeats", "Heartbeats, by outcome", "outcome", outcome);
  }

  private Counter leaves(String outcome) {
    return counter("streamgate.leaves", "Leaves, by outcome", "outcome", outcome);
  }

  private Counter ends(String reason) {
    return counter("streamgate.ends", "Streams that ended, by reason", "reason", reason);
  }

  private Counter counter(String name, String help, String label, String value) {
    return Counter.builder(name).description(help).tag(label, value).register(registry);
  }

  private Timer storeTimer(Operation operation, String outcome) {
    return Timer.builder("streamgate.store")
        .description("Response time of the store")
        .tags("operation", Labels.of(operation), "outcome", outcome)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  private Timer httpTimer(RouteStatus exchange) {
    var status = Integer.toString(exchange.status());
    return Timer.builder("streamgate.http")
        .description("Time from a request's headers to its response")
        .tags("method", exchange.method(), "route", exchange.route(), "status", status)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }
}
