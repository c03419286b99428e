package io.streamgate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What operators are told of plans and limits that cannot hold. */
final class PlanWarningsTest {

  private final Logger logger = (Logger) LoggerFactory.getLogger(PlanWarnings.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Metrics metrics = new Metrics();
  private final PlanWarnings warnings = new PlanWarnings(metrics, 100);

  PlanWarningsTest() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void close() {
    logger.detachAppender(log);
    metrics.close();
  }

  @Test
  void anUnknownPlanIsCountedEachTimeAndLoggedOnce() {
    warnings.unknownPlan("gold\n");
    warnings.unknownPlan("gold\n");

    assertThat(log.list)
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

    assertThat(log.list).hasSize(10);
    assertThat(metrics.scrape()).contains("\nstreamgate_plans_unknown_total 50.0\n");
  }

  @Test
  void aCutLimitIsCountedEachTimeAndLoggedOnce() {
    warnings.limitCut(200);
    warnings.limitCut(300);

    assertThat(log.list)
        .singleElement()
        .extracting(ILoggingEvent::getFormattedMessage)
        .isEqualTo("a viewer's own limit is above 100, the bound of the store, which holds");
    assertThat(metrics.scrape()).contains("\nstreamgate_limits_cut_total 2.0\n");
  }
}
