package io.streamgate.telemetry;

import static io.streamgate.given.Given.VIEWER;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.streamgate.identity.Caller;
import io.streamgate.identity.Viewer;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import io.streamgate.limiter.Event;
import io.streamgate.testing.Until;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class MetricsTest {

  private final Metrics metrics = new Metrics();
  private final AtomicLong calls = new AtomicLong();

  /** The registry holds gauges and counters weakly, so a counter once stayed at zero forever. */
  @Test
  void aCounterCountsOnAfterACollection() {
    metrics.counter("test.calls", "Calls", () -> calls.get());
    calls.set(7);
    collectGarbage();

    assertThat(metrics.scrape()).contains("test_calls_total 7.0");
  }

  /** Micrometer warned at each start of names that were corrected too late. */
  @Test
  void theCreationLogsNothing() {
    var logger = (Logger) LoggerFactory.getLogger("io.micrometer");
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    logger.addAppender(lines);
    try {
      new Metrics().close();
    } finally {
      logger.detachAppender(lines);
    }

    assertThat(lines.list).isEmpty();
  }

  /** A label for every reason in a table would be unbounded. */
  @Test
  void endsForTheReasonsOfALaterVersionAreCountedTogether() {
    var caller = new Caller(new Viewer(VIEWER), "request");
    var last = new Member(id("a", 0), second(90), Playback.fromStart(), Details.NONE);
    for (var word : new String[] {"merged", "moved"}) {
      var ending = new Ending.Other(word, second(9), null);
      metrics.on(new Event.StreamEnded(caller, new Ended(last, ending), null));
    }

    assertThat(metrics.scrape())
        .contains("streamgate_ends_total{reason=\"other\"} 2.0")
        .doesNotContain("reason=\"merged\"", "reason=\"moved\"");
  }

  private static Event refusedBy(String rule, String plan) {
    var caller = new Caller(new Viewer(VIEWER), "request");
    return new Event.NotStarted(caller, Event.Reason.RULE_REACHED, 3, plan, rule);
  }

  /** Each reload of the plans may bring new names, and a counter lives as long as the process. */
  @Test
  void plansAndRulesBeyondTheBoundAreCountedTogether() {
    for (var n = 0; n < PlanMetrics.MOST_PLANS + 5; n++) {
      metrics.on(refusedBy("r", "plan-" + n));
    }
    for (var n = PlanMetrics.MOST_PLANS + 5; n < PlanMetrics.MOST_RULES + 7; n++) {
      metrics.on(refusedBy("r-" + n, "plan-0"));
    }
    metrics.on(refusedBy("r", "plan-1"));

    var scrape = metrics.scrape();
    assertThat(scrape)
        .contains("plan_starts_total{outcome=\"rule_reached\",plan=\"other\"} 5.0")
        .contains("plan_starts_total{outcome=\"rule_reached\",plan=\"plan-1\"} 2.0")
        .contains("rule_refusals_total{plan=\"other\",rule=\"other\"} 7.0")
        .contains("rule_refusals_total{plan=\"plan-1\",rule=\"r\"} 2.0");
    assertThat(scrape.lines().filter(line -> line.startsWith("streamgate_plan_starts_total{")))
        .hasSize(PlanMetrics.MOST_PLANS + 1);
    assertThat(scrape.lines().filter(line -> line.startsWith("streamgate_rule_refusals_total{")))
        .hasSize(PlanMetrics.MOST_RULES + 1);
  }

  @Test
  void whatNoPlanDecidedIsNotCountedAsOneOfIts() {
    var caller = new Caller(new Viewer(VIEWER), "request");
    for (var reason :
        new Event.Reason[] {
          Event.Reason.TOO_MANY_STARTS, Event.Reason.KEY_REUSED, Event.Reason.ALREADY_ENDED
        }) {
      metrics.on(new Event.NotStarted(caller, reason, 0, "family", null));
    }
    metrics.on(new Event.Started(caller, id("a", 0), Event.Manner.REPLAYED, "family", 1));
    assertThat(metrics.scrape()).doesNotContain("streamgate_plan_starts_total{");

    metrics.on(new Event.Started(caller, id("a", 0), Event.Manner.ADMITTED, null, 1));
    assertThat(metrics.scrape())
        .contains("streamgate_plan_starts_total{outcome=\"admitted\",plan=\"none\"} 1.0");
  }

  /** Micrometer's names for these broke the rules of {@code promtool check metrics}. */
  @Test
  void timeIsInSecondsAndOnlyHistogramsHaveACount() {
    var before = cpuSeconds();
    var scrape = metrics.scrape();
    var after = cpuSeconds();

    assertThat(sample(scrape, "process_cpu_seconds_total")).isBetween(before, after);
    assertThat(sample(scrape, "system_cpus")).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(scrape).doesNotContain("_ns_total", "system_cpu_count");
  }

  private static double cpuSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
  }

  private static double sample(String scrape, String name) {
    var line = Pattern.compile("(?m)^" + name + " (.+)$").matcher(scrape);
    assertThat(line.find()).as(scrape).isTrue();
    return Double.parseDouble(line.group(1));
  }

  private static void collectGarbage() {
    var collected = new WeakReference<>(new Object());
    Until.holds(
        Duration.ofSeconds(20),
        () -> "garbage is collected",
        () -> {
          System.gc();
          return collected.get() == null;
        });
  }
}
