package io.streamgate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.streamgate.testing.LogLines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What operators are told of plans and limits that cannot hold. */
final class PlanWarningsTest {

  @RegisterExtension private final LogLines log = LogLines.of(PlanWarnings.class);

  private final Metrics metrics = new Metrics();
  private final PlanWarnings warnings = new PlanWarnings(metrics, 100);

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void anUnknownPlanIsCountedEachTimeAndLoggedOnce() {
    warnings.unknownPlan("gold\n");
    warnings.unknownPlan("gold\n");

    assertThat(log.all())
        .singleElement()
        .satisfies(line -> assertThat(line.getKeyValuePairs().getFirst().value).isEqualTo("gold?"));
    assertThat(metrics.scrape()).contains("\nstreamgate_plans_unknown_total 2.0\n");
  }

  /** A token can name any plan, and a new one in each request. */
  @Test
  void onlyTheFirstNamesAreLogged() {
    for (var i = 0; i < 50; i++) {
      warnings.unknownPlan("plan-" + i);
    }

    assertThat(log.all()).hasSize(10);
    assertThat(metrics.scrape()).contains("\nstreamgate_plans_unknown_total 50.0\n");
  }

  @Test
  void aCutLimitIsCountedEachTimeAndLoggedOnce() {
    warnings.limitCut(200);
    warnings.limitCut(300);

    assertThat(log.all())
        .singleElement()
        .extracting(ILoggingEvent::getFormattedMessage)
        .isEqualTo("a viewer's own limit is above 100, the bound of the store, which holds");
    assertThat(metrics.scrape()).contains("\nstreamgate_limits_cut_total 2.0\n");
  }
}
