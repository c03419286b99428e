package io.streamgate.http.admin.plans;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Call;
import io.streamgate.http.exchange.Json;
import io.streamgate.http.exchange.OperatorEndpoint;
import io.streamgate.identity.operator.OperatorCaller;
import io.streamgate.policy.Catalog;
import io.streamgate.policy.Plan;
import io.streamgate.policy.PlansInForce;
import io.streamgate.policy.PlansInForce.PlansOrigin;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;

/** {@code GET /admin/v1/plans}: the plans in force on this node. */
public record ShowPlans(Supplier<PlansInForce> plans) implements OperatorEndpoint {

  @Override
  public CompletionStage<Answer> answer(OperatorCaller by, Call call) {
    return completedStage(answer(plans.get()));
  }

  private static Answer answer(PlansInForce plans) {
    return Answer.json(
        200,
        json -> {
          origin(json, plans.origin());
          Json.time(json, "read_at", plans.since());
          json.writeBooleanProperty("valid", plans.error() == null);
          if (plans.error() != null) {
            json.writeStringProperty("error", plans.error());
          }
          catalog(json, plans.catalog());
        });
  }

  private static void origin(JsonGenerator json, PlansOrigin origin) {
    switch (origin) {
      case PlansOrigin.OfSettings() -> json.writeStringProperty("source", "settings");
      case PlansOrigin.Inline() -> json.writeStringProperty("source", "inline");
      case PlansOrigin.OfFile(var path) -> {
        json.writeStringProperty("source", "file");
        json.writeStringProperty("file", path.toString());
      }
    }
  }

  private static void catalog(JsonGenerator json, Catalog catalog) {
    var standard = catalog.standard().name();
    var unknown = catalog.unknown().name();
    if (standard != null && unknown != null) {
      json.writeStringProperty("default", standard);
      json.writeStringProperty("unknown", unknown);
    }
    PlanJson.texts(json, "from_token", new TreeSet<>(catalog.trusted()));
    json.writeArrayPropertyStart("plans");
    for (var plan : all(catalog)) {
      PlanJson.plan(json, plan);
    }
    json.writeEndArray();
  }

  private static List<Plan> all(Catalog catalog) {
    return catalog.isOfPlans()
        ? List.copyOf(new TreeMap<>(catalog.plans()).values())
        : List.of(catalog.standard());
  }
}
