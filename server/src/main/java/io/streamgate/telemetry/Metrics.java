package io.streamgate.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.streamgate.limiter.Event;
import io.streamgate.limiter.Event.Operation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Counts and measures, for Prometheus. The names and labels are those of docs/OPERATING.md. Every
 * label takes one of few values: never a viewer, never a stream.
 */
public final class Metrics implements Event.Listener {

  private static final Duration[] BUCKETS =
      List.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000).stream()
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private record Labels(String first, String second, String third) {}

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ConcurrentHashMap<Labels, Timer> http = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Labels, Timer> store = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Labels, Counter> counters = new ConcurrentHashMap<>();
  private final JvmGcMetrics gc = new JvmGcMetrics();

  /** The registry holds them weakly, and would show nought once they are collected. */
  private final List<Supplier<Number>> totals = new CopyOnWriteArrayList<>();

  /** Metrics of this process, which begin at nought. */
  public Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    gc.bindTo(registry);
    for (var manner : Event.Manner.values()) {
      starts(Word.of(manner));
    }
    for (var reason : Event.Reason.values()) {
      starts(Word.of(reason));
    }
    for (var reason : List.of("ended", "evicted", "replaced", "lapsed")) {
      ends(reason);
    }
  }

  @Override
  public void on(Event event) {
    switch (event) {
      case Event.Started(_, _, var manner) -> starts(Word.of(manner)).increment();
      case Event.NotStarted(_, var reason, _) -> starts(Word.of(reason)).increment();
      case Event.Heard(_, _, var finding) -> heartbeats(Word.of(finding)).increment();
      case Event.StreamEnded(_, var stream) -> ends(stream.ending().reason()).increment();
      case Event.Expired(var members) -> ends("lapsed").increment(members);
      case Event.StoreAnswered(var operation, var nanos) -> measure(operation, "ok", nanos);
      case Event.StoreFailed(_, var operation, var nanos, _) -> {
        measure(operation, "unavailable", nanos);
        if (operation == Operation.START) {
          starts("unavailable").increment();
        }
        if (operation == Operation.RENEW) {
          heartbeats("unavailable").increment();
        }
      }
    }
  }

  /** Takes notice of an answered request. */
  public void answered(String method, String route, int status, long nanos) {
    http.computeIfAbsent(new Labels(method, route, Integer.toString(status)), this::httpTimer)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  /** Shows what {@code value} says at each reading. */
  public void gauge(String name, String help, Supplier<Number> value) {
    Gauge.builder(name, value).description(help).register(registry);
  }

  /** Shows what {@code total} has counted at each reading; it only grows. */
  public void counter(String name, String help, Supplier<Number> total) {
    totals.add(total);
    FunctionCounter.builder(name, total, count -> count.get().doubleValue())
        .description(help)
        .register(registry);
  }

  /** Everything, as Prometheus text. */
  public String scrape() {
    return registry.scrape();
  }

  /** Stops listening to the collector. */
  public void close() {
    gc.close();
    registry.close();
  }

  private Counter starts(String outcome) {
    return counter("streamgate.starts", "Starts, by outcome", "outcome", outcome);
  }

  private Counter heartbeats(String outcome) {
    return counter("streamgate.heartbeats", "Heartbeats, by what they found", "outcome", outcome);
  }

  private Counter ends(String reason) {
    return counter("streamgate.ends", "Streams that ended, by reason", "reason", reason);
  }

  private Counter counter(String name, String help, String label, String value) {
    return counters.computeIfAbsent(
        new Labels(name, label, value),
        _ -> Counter.builder(name).description(help).tag(label, value).register(registry));
  }

  private void measure(Operation operation, String outcome, long nanos) {
    store
        .computeIfAbsent(new Labels(Word.of(operation), outcome, ""), this::storeTimer)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer storeTimer(Labels labels) {
    return Timer.builder("streamgate.store")
        .description("Time until the store answered")
        .tags("operation", labels.first(), "outcome", labels.second())
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  private Timer httpTimer(Labels labels) {
    return Timer.builder("streamgate.http")
        .description("Time from a request's headers to its answer")
        .tags("method", labels.first(), "route", labels.second(), "status", labels.third())
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }
}
