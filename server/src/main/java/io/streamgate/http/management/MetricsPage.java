package io.streamgate.http.management;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Call;
import io.streamgate.http.exchange.Route;
import java.util.List;
import java.util.function.UnaryOperator;

/** The page that Prometheus scrapes. */
public final class MetricsPage {

  private MetricsPage() {}

  /**
   * The route, which serves the result of {@code scrape} for the content type that the client
   * prefers: Prometheus text, or OpenMetrics on request.
   */
  public static List<Route> routes(UnaryOperator<String> scrape) {
    return List.of(Route.open("/metrics", call -> completedStage(answer(call, scrape))));
  }

  private static Answer answer(Call call, UnaryOperator<String> scrape) {
    var type = ScrapeFormat.preferredBy(call.header("accept")).contentType();
    return Answer.text(type, scrape.apply(type));
  }
}
