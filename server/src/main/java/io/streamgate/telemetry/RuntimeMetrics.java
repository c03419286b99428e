package io.streamgate.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import java.time.Duration;
import java.util.Objects;

/**
 * Metrics of the Java runtime, the build, the process and the machine. Two of Micrometer's names
 * break Prometheus' rules, and {@code promtool check metrics} says so: {@code
 * process_cpu_time_ns_total} is not in seconds, and {@code system_cpu_count} has the suffix of a
 * histogram's series.
 */
final class RuntimeMetrics implements MeterBinder, AutoCloseable {

  private static final double NANOS_PER_SECOND = 1e9;

  private final JvmGcMetrics gc = new JvmGcMetrics();

  /** Corrects the names in an empty registry: Micrometer warns of a filter that comes later. */
  static <R extends MeterRegistry> R corrected(R registry) {
    registry
        .config()
        .meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"))
        .meterFilter(renamed("system.cpu.count", "system.cpus"));
    return registry;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    gc.bindTo(registry);
    bindCpuTime(registry);
    bindBuild(registry);
  }

  private static MeterFilter renamed(String before, String after) {
    return new MeterFilter() {
      @Override
      public Meter.Id map(Meter.Id id) {
        return id.getName().equals(before) ? id.withName(after) : id;
      }
    };
  }

  private static void bindCpuTime(MeterRegistry registry) {
    FunctionCounter.builder("process.cpu", ProcessHandle.current(), RuntimeMetrics::cpuSeconds)
        .baseUnit("seconds")
        .description("CPU time used by the process")
        .register(registry);
  }

  /** The version is in the jar's manifest: classes of a development build have none. */
  private static void bindBuild(MeterRegistry registry) {
    var version = RuntimeMetrics.class.getPackage().getImplementationVersion();
    Gauge.builder("streamgate.build.info", () -> 1)
        .description("The version that runs, and that of Java")
        .tag("version", Objects.requireNonNullElse(version, "development"))
        .tag("java", Runtime.version().toString())
        .register(registry);
  }

  private static double cpuSeconds(ProcessHandle process) {
    var used = process.info().totalCpuDuration().orElse(Duration.ZERO);
    return used.toNanos() / NANOS_PER_SECOND;
  }

  /** Stops observing the garbage collector. */
  @Override
  public void close() {
    gc.close();
  }
}
