package io.streamgate.http.admin;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;
import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.admin.Erasures;
import io.streamgate.admin.Exports;
import io.streamgate.admin.Interventions;
import io.streamgate.admin.Overview;
import io.streamgate.admin.PlanTrial;
import io.streamgate.admin.ViewerLookup;
import io.streamgate.http.admin.plans.ShowPlans;
import io.streamgate.http.admin.plans.TryPlans;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Route;
import io.streamgate.identity.operator.OperatorCaller;
import io.streamgate.identity.operator.Role;
import io.streamgate.limiter.World;
import io.streamgate.plans.ServiceBounds;
import io.streamgate.policy.PlansInForce;
import java.util.List;
import java.util.function.Supplier;

/** The routes of the operators' API. */
public final class AdminApi {

  private static final String ADMIN = "/admin/v1";
  private static final String VIEWER = ADMIN + "/viewers/{viewer}";

  private AdminApi() {}

  /**
   * What operators use.
   *
   * @param overview how this node stands; must not block
   * @param bounds what overrides and plans keep to
   */
  public record Services(
      ViewerLookup lookup,
      Interventions interventions,
      Exports exports,
      Erasures erasures,
      PlanTrial trial,
      Supplier<PlansInForce> plans,
      Supplier<Overview> overview,
      ServiceBounds bounds,
      World world) {}

  /** The routes for operators. */
  public static List<Route> routes(Services services) {
    var lookup = services.lookup();
    var changes = services.interventions();
    var erasures = services.erasures();
    var overrides =
        new OverrideBody(services.plans(), services.bounds().mostStreams(), services.world());
    return List.of(
        Route.operators(GET, ADMIN + "/me", Role.READ, (by, _) -> completedStage(operator(by))),
        Route.operators(GET, VIEWER, Role.READ, new ShowViewer(lookup)),
        Route.operators(DELETE, VIEWER, Role.ERASE, new EraseViewer(erasures)),
        Route.operators(
            POST, VIEWER + "/streams/{stream}/end", Role.OPERATE, new EndStreamOfViewer(changes)),
        Route.operators(POST, VIEWER + "/end-all", Role.OPERATE, new EndAllStreams(changes)),
        Route.operators(
            PUT, VIEWER + "/override", Role.OPERATE, new SetOverride(changes, overrides)),
        Route.operators(DELETE, VIEWER + "/override", Role.OPERATE, new RemoveOverride(changes)),
        Route.operators(GET, VIEWER + "/audit", Role.READ, ListAudit.ofViewer(lookup)),
        Route.operators(GET, VIEWER + "/export", Role.ERASE, new ExportViewer(services.exports())),
        Route.operators(GET, ADMIN + "/erasures", Role.ERASE, ListAudit.ofErasures(erasures)),
        Route.operators(GET, ADMIN + "/plans", Role.READ, new ShowPlans(services.plans())),
        Route.operators(
                POST,
                ADMIN + "/plans/dry-run",
                Role.READ,
                new TryPlans(services.trial(), services.bounds()))
            .with(Route.Body.PLANS),
        Route.operators(
            GET, ADMIN + "/overview", Role.READ, new ShowOverview(services.overview())));
  }

  private static Answer operator(OperatorCaller by) {
    return Answer.json(
        200,
        json -> {
          json.writeStringProperty("name", by.operator().name());
          json.writeStringProperty("role", by.operator().role().word());
        });
  }
}
