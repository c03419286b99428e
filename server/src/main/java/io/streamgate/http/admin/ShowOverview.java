package io.streamgate.http.admin;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.admin.LastMinute;
import io.streamgate.admin.Overview;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Call;
import io.streamgate.http.exchange.Json;
import io.streamgate.http.exchange.OperatorEndpoint;
import io.streamgate.identity.operator.OperatorCaller;
import io.streamgate.store.StoreHealth.Census;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;

/** {@code GET /admin/v1/overview}: how this node stands. */
record ShowOverview(Supplier<Overview> overview) implements OperatorEndpoint {

  @Override
  public CompletionStage<Answer> answer(OperatorCaller by, Call call) {
    return completedStage(answer(overview.get()));
  }

  private static Answer answer(Overview node) {
    return Answer.json(
        200,
        json -> {
          json.writeStringProperty("version", node.version());
          Json.time(json, "started_at", node.startedAt());
          var uptime = Duration.between(node.startedAt(), node.now());
          json.writeNumberProperty("uptime_ms", uptime.toMillis());
          json.writeStringProperty("store", node.store());
          json.writeStringProperty("status", node.status());
          json.writeStringProperty("store_detail", node.health().detail());
          lastMinute(json, node.lastMinute());
          census(json, node.health().census());
          json.writeNumberProperty("connections", node.connections());
          json.writeObjectPropertyStart("heap");
          json.writeNumberProperty("used_bytes", node.heapUsed());
          json.writeNumberProperty("max_bytes", node.heapMost());
          json.writeEndObject();
          Json.time(json, "server_time", node.now());
        });
  }

  private static void lastMinute(JsonGenerator json, LastMinute.MinuteCounts counts) {
    json.writeObjectPropertyStart("last_minute");
    json.writeNumberProperty("starts", counts.starts());
    json.writeNumberProperty("refusals", counts.refusals());
    json.writeNumberProperty("evictions", counts.evictions());
    json.writeNumberProperty("heartbeats", counts.heartbeats());
    json.writeNumberProperty("errors", counts.errors());
    json.writeEndObject();
  }

  private static void census(JsonGenerator json, Census census) {
    switch (census) {
      case Census.Counted counted -> {
        json.writeNumberProperty("active", counted.members() - counted.lapsed());
        json.writeNumberProperty("lapsed", counted.lapsed());
        json.writeNumberProperty("viewers", counted.viewers());
      }
      case Census.Unknown() -> {
        json.writeNullProperty("active");
        json.writeNullProperty("lapsed");
        json.writeNullProperty("viewers");
      }
    }
  }
}
