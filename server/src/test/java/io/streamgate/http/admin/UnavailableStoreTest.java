package io.streamgate.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.TestWorld;
import io.streamgate.admin.AuditedStore;
import io.streamgate.admin.ErasureHash;
import io.streamgate.admin.Erasures;
import io.streamgate.admin.Exports;
import io.streamgate.admin.Interventions;
import io.streamgate.admin.PlanTrial;
import io.streamgate.admin.PlanTrial.Basis;
import io.streamgate.admin.ViewerLookup;
import io.streamgate.dryrun.StartSamples;
import io.streamgate.given.Given;
import io.streamgate.http.Client;
import io.streamgate.http.HandMade;
import io.streamgate.http.body.StoredDetails;
import io.streamgate.http.exchange.Access;
import io.streamgate.http.exchange.Route;
import io.streamgate.identity.Viewer;
import io.streamgate.identity.operator.Operator;
import io.streamgate.identity.operator.OperatorCaller;
import io.streamgate.identity.operator.Role;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.plans.ServiceBounds;
import io.streamgate.policy.Catalog;
import io.streamgate.policy.Pace.OnStoreFailure;
import io.streamgate.policy.PlansInForce;
import io.streamgate.policy.PlansInForce.PlansOrigin;
import io.streamgate.store.AuditTrail;
import io.streamgate.store.KeptSecret;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.memory.MemoryLeaseStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Operators while the store, or its audit, does not answer. */
final class UnavailableStoreTest {

  private static final OperatorCaller ERNA =
      new OperatorCaller(new Operator("erna", Role.ERASE), "r", "");

  private final TestWorld world = new TestWorld();
  private final List<String> acts = new ArrayList<>();
  private final MemoryLeaseStore sound = new MemoryLeaseStore(Duration.ofDays(30));
  private final MemoryLeaseStore closed = new MemoryLeaseStore(Duration.ofDays(30));
  private final List<HandMade> servers = new ArrayList<>();

  UnavailableStoreTest() {
    closed.close();
  }

  @AfterEach
  void stop() {
    servers.forEach(HandMade::close);
  }

  /** A server whose every caller is Erna. */
  private Client serving(LeaseStore store, AuditTrail audit) {
    var policy = Given.policy(3, OnStoreFailure.REFUSE);
    var audited =
        new AuditedStore(store, audit, world, _ -> {}, (_, action) -> acts.add(action.word()));
    var lookup = new ViewerLookup(audited, policy);
    var hash = new ErasureHash(KeptSecret.inMemory(), () -> new byte[ErasureHash.KEY_BYTES]);
    var catalog = Catalog.forEveryone(policy.plans().offerTo(new Viewer(new ViewerId("v"))).plan());
    var plans = new PlansInForce(catalog, new PlansOrigin.OfSettings(), world.now(), null);
    var trial =
        new PlanTrial(
            new Basis.Samples(new StartSamples(SplittableRandom::new)),
            () -> plans,
            new PlanTrial.Service(policy.pace(), 1_000, StoredDetails::attributes),
            world,
            ForkJoinPool.commonPool());
    var services =
        new AdminApi.Services(
            lookup,
            new Interventions(audited, lookup),
            new Exports(audited, lookup),
            new Erasures(audited, lookup, hash),
            trial,
            () -> plans,
            () -> {
              throw new AssertionError("not asked for here");
            },
            new ServiceBounds(1_000, 0),
            world);
    var server =
        HandMade.serving(
            AdminApi.routes(services).stream().map(UnavailableStoreTest::asErna).toList());
    servers.add(server);
    return Client.of(server.port());
  }

  private static Route asErna(Route route) {
    if (!(route.access() instanceof Access.Operators(_, var endpoint))) {
      throw new AssertionError(route + " is for operators");
    }
    var open = new Access.Open(call -> endpoint.answer(ERNA, call));
    return new Route(route.method(), route.template(), open, route.body());
  }

  private static List<String[]> calls() {
    var stream = "/streams/1k84sr29q47DEQp2RTJRjt7WqOhRQ_F/end";
    return List.of(
        new String[] {"GET", "", ""},
        new String[] {"DELETE", "", ""},
        new String[] {"POST", stream, ""},
        new String[] {"POST", "/end-all", ""},
        new String[] {"PUT", "/override", "{\"limit\":1,\"until\":\"2027-01-01T00:00:00Z\"}"},
        new String[] {"DELETE", "/override", ""},
        new String[] {"GET", "/audit", ""},
        new String[] {"GET", "/export", ""});
  }

  @Test
  void everyCallSaysThatTheStoreDoesNotAnswer() {
    var me = serving(closed, closed.audit());

    for (var call : calls()) {
      var reply = me.send(call[0], "/admin/v1/viewers/v" + call[1], call[2]);

      assertThat(reply.status()).as(String.join(" ", call)).isEqualTo(503);
      assertThat(reply.text("/type")).isEqualTo("/problems/store-unavailable");
      assertThat(reply.header("retry-after")).isEqualTo("1");
    }
    assertThat(me.get("/admin/v1/erasures").status()).isEqualTo(503);
    assertThat(acts).isEmpty();
  }

  @Test
  void withoutAnEntryInTheAuditNothingIsChanged() {
    var me = serving(sound, closed.audit());

    for (var call : calls()) {
      var reply = me.send(call[0], "/admin/v1/viewers/v" + call[1], call[2]);
      var isLookup = call[0].equals("GET") && call[1].isEmpty();

      assertThat(reply.status()).as(String.join(" ", call)).isEqualTo(isLookup ? 200 : 503);
    }
    assertThat(sound.read(new ViewerId("v")).toCompletableFuture().join().isEmpty()).isTrue();
    assertThat(acts).isEmpty();
  }

  @Test
  void anActIsOnRecordAlthoughTheStoreFailsAfterIt() {
    var me = serving(closed, sound.audit());

    assertThat(me.post("/admin/v1/viewers/v/end-all", "").status()).isEqualTo(503);
    assertThat(me.get("/admin/v1/viewers/v/audit").texts("/entries", "action"))
        .containsExactly("end-all");
    assertThat(acts).containsExactly("end-all");
  }
}
