package io.streamgate.http.contract;

import io.streamgate.RunningStreamgate;
import io.streamgate.TestStore;
import io.streamgate.config.InvalidConfig;
import io.streamgate.given.Given;
import io.streamgate.http.HandMade;
import io.streamgate.http.api.Api;
import io.streamgate.http.exchange.Access;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Route;
import io.streamgate.http.identity.KeyServer;
import io.streamgate.http.management.Health;
import io.streamgate.http.operator.ServerForOperators;
import io.streamgate.http.pages.ApiPage;
import io.streamgate.http.pages.ProblemPages;
import io.streamgate.http.plans.Catalogs;
import io.streamgate.http.plans.ServerWithPlans;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Servers that together give every possible response: a normal one, one with slow clients, one with
 * a failing store, one whose endpoints all throw, one that needs access tokens and cannot fetch its
 * keys, one with plans, and one for operators.
 */
record Servers(
    RunningStreamgate sound,
    RunningStreamgate impatient,
    HandMade failing,
    HandMade faulty,
    RunningStreamgate withoutKeys,
    ServerWithPlans withPlans,
    ServerForOperators operators)
    implements AutoCloseable {

  /** Nothing listens on this port. */
  private static final String NOWHERE = "http://127.0.0.1:1/keys";

  static Servers start() throws InvalidConfig {
    return new Servers(
        RunningStreamgate.on(
            new TestStore.InMemory(),
            "STREAMGATE_STARTS_PER_MINUTE=9",
            "STREAMGATE_CHANGES_PER_MINUTE=9"),
        RunningStreamgate.on(
            new TestStore.InMemory(),
            "STREAMGATE_HEADER_TIMEOUT=PT0.1S",
            "STREAMGATE_REQUEST_TIMEOUT=PT0.2S",
            "STREAMGATE_DYNAMODB_CALL_TIMEOUT=PT0.1S",
            "STREAMGATE_DYNAMODB_ATTEMPT_TIMEOUT=PT0.1S"),
        HandMade.serving(routes()),
        HandMade.serving(routes().stream().map(Servers::withFault).toList()),
        RunningStreamgate.on(new TestStore.InMemory(), KeyServer.settings(NOWHERE)),
        ServerWithPlans.of(Catalogs.family()),
        ServerForOperators.start());
  }

  /** Every public route, on a failing store of a node that reports it is at fault. */
  static List<Route> routes() {
    var routes =
        new ArrayList<>(Api.routes(HandMade.failing(_ -> {}), Given.tokens(), Given.networks()));
    Supplier<Health.Standing> standing =
        () -> new Health.Standing(Health.Phase.AT_FAULT, "its disk");
    routes.addAll(Health.routes(standing));
    routes.addAll(ProblemPages.routes());
    routes.addAll(ApiPage.routes());
    return List.copyOf(routes);
  }

  private static Route withFault(Route route) {
    var access =
        switch (route.access()) {
          case Access.Open _ -> new Access.Open(_ -> fault());
          case Access.Viewers(_, var stream) -> new Access.Viewers((_, _) -> fault(), stream);
          case Access.Operators(var role, _) -> new Access.Operators(role, (_, _) -> fault());
        };
    return new Route(route.method(), route.template(), access, route.body());
  }

  private static CompletionStage<Answer> fault() {
    throw new IllegalStateException("secret");
  }

  @Override
  public void close() {
    sound.close();
    impatient.close();
    failing.close();
    faulty.close();
    withoutKeys.close();
    withPlans.close();
    operators.close();
  }
}
