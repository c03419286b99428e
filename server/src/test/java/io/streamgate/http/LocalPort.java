package io.streamgate.http;

import io.streamgate.TestWorld;
import io.streamgate.http.api.StoreFailures;
import io.streamgate.http.edge.EdgeRules;
import io.streamgate.http.edge.EdgeRules.RequestObserver;
import io.streamgate.http.edge.Server;
import io.streamgate.http.edge.origin.AllowedHosts;
import io.streamgate.http.edge.origin.AllowedPages;
import io.streamgate.http.edge.wire.Connections;
import io.streamgate.identity.Identity;
import io.streamgate.identity.forwarded.AddressHeader;
import io.streamgate.identity.forwarded.ForwardedIdentity;
import io.streamgate.identity.forwarded.TrustedProxies;
import io.streamgate.identity.operator.OperatorIdentification;
import io.streamgate.identity.operator.OperatorIdentity;
import io.streamgate.identity.operator.RefusedCall;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Ports for tests that assemble a server by hand. */
public final class LocalPort {

  private static final Identity FORWARDED =
      new ForwardedIdentity(AddressHeader.FORWARDED_FOR, new TrustedProxies.Counted(1), 64);

  private LocalPort() {}

  /** A free local port, with deadlines that no test reaches. */
  public static Server.Binding binding(int eventLoops) {
    return binding(eventLoops, Duration.ofSeconds(15));
  }

  /**
   * Rules for its requests, which must be complete, and answered, within {@code requestTimeout}.
   */
  public static EdgeRules rules(Duration requestTimeout) {
    return rules(requestTimeout, FORWARDED);
  }

  /** The same rules, with viewers identified by {@code identity}. */
  public static EdgeRules rules(Duration requestTimeout, Identity identity) {
    return rules(
        requestTimeout, identity, (_, _) -> nobody(), AllowedHosts.every(), (_, _, _, _) -> {});
  }

  private static CompletionStage<OperatorIdentification> nobody() {
    return CompletableFuture.completedStage(
        new OperatorIdentification.TokenMissing("this port serves no operators"));
  }

  /**
   * Rules for operators identified by {@code operators}, which accept no names but {@code
   * localhost}.
   *
   * @param refused is told of calls that are refused
   */
  public static EdgeRules rules(OperatorIdentity operators, Consumer<RefusedCall> refused) {
    RequestObserver observer =
        new RequestObserver() {
          @Override
          public void answered(String method, String route, int status, long nanos) {}

          @Override
          public void refused(RefusedCall call) {
            refused.accept(call);
          }
        };
    var hosts = AllowedHosts.only(List.of(), "STREAMGATE_MANAGEMENT_ALLOWED_HOSTS");
    return rules(Duration.ofSeconds(15), FORWARDED, operators, hosts, observer);
  }

  private static EdgeRules rules(
      Duration requestTimeout,
      Identity identity,
      OperatorIdentity operators,
      AllowedHosts hosts,
      RequestObserver observer) {
    var world = new TestWorld();
    return new EdgeRules(
        identity,
        operators,
        AllowedPages.NONE,
        hosts,
        requestTimeout,
        Duration.ofSeconds(75),
        StoreFailures::answerTo,
        observer,
        world::nanoTime,
        world::now,
        () -> world.randomBytes(12));
  }

  /** A port whose requests must be complete within {@code requestTimeout}. */
  static Server.Binding binding(int eventLoops, Duration requestTimeout) {
    var rules = new Connections.Limits(1000, Duration.ofSeconds(10), requestTimeout);
    return new Server.Binding("127.0.0.1", 0, eventLoops, new Connections(rules));
  }
}
