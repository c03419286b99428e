package io.streamgate.http.management;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Route;
import java.util.List;
import java.util.function.Supplier;

/** The page that Prometheus scrapes. */
public final class MetricsPage {

  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private MetricsPage() {}

  /** The route, which serves the result of {@code scrape}, in Prometheus' text format. */
  public static List<Route> routes(Supplier<String> scrape) {
    return List.of(
        Route.open("/metrics", _ -> completedStage(Answer.text(PROMETHEUS_TEXT, scrape.get()))));
  }
}
