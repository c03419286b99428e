package io.streamgate.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.TestWorld;
import io.streamgate.given.Given;
import io.streamgate.http.Client;
import io.streamgate.http.LocalPort;
import io.streamgate.http.api.Api;
import io.streamgate.limiter.Event;
import io.streamgate.limiter.Limiter;
import io.streamgate.policy.Pace.OnStoreFailure;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.StoreUnavailable;
import io.streamgate.store.memory.MemoryLeaseStore;
import io.vertx.core.Vertx;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code STREAMGATE_ON_STORE_FAILURE=admit}: admission while streams cannot be counted. */
final class UnenforcedTest {

  /** How the store of this test behaves. */
  private enum Weather {
    FAIR,
    /** It fails without doing anything. */
    SILENT,
    /** It does its work, but its answers are lost. */
    LOSES_ANSWERS
  }

  private final Vertx vertx = Vertx.vertx();
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private volatile Weather weather = Weather.FAIR;
  private Client me = Client.of(0);

  @BeforeEach
  void serve() throws Exception {
    var limiter =
        new Limiter(
            fickle(new MemoryLeaseStore(Duration.ofDays(30))),
            Given.policy(1, OnStoreFailure.ADMIT),
            new TestWorld(),
            events::add);
    var routes = Api.routes(limiter, Given.tokens(), Given.networks());
    var edge = new Edge(vertx, routes, LocalPort.rules(Duration.ofSeconds(5)));
    var server = Server.listen(vertx, LocalPort.binding(1), edge);
    me = Client.of(server.toCompletionStage().toCompletableFuture().get().port()).asNewViewer();
  }

  /** The store, with this weather in front of it. */
  private LeaseStore fickle(LeaseStore store) {
    var proxy =
        Proxy.newProxyInstance(
            LeaseStore.class.getClassLoader(),
            new Class<?>[] {LeaseStore.class},
            (_, method, arguments) -> {
              var failed = CompletableFuture.failedStage(StoreUnavailable.rejected("weather"));
              if (!CompletionStage.class.isAssignableFrom(method.getReturnType())) {
                return method.invoke(store, arguments);
              }
              try {
                return switch (weather) {
                  case FAIR -> method.invoke(store, arguments);
                  case SILENT -> failed;
                  case LOSES_ANSWERS -> {
                    var _ = method.invoke(store, arguments);
                    yield failed;
                  }
                };
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            });
    return (LeaseStore) proxy;
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  @Test
  void aStartWhileTheStoreIsSilentIs201AndSaysThatNobodyCounts() {
    weather = Weather.SILENT;

    var reply = me.start("{\"video_name\":\"x\"}");

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.flag("/enforced")).isFalse();
    assertThat(reply.text("/stream_id")).startsWith("unenforced-");
    assertThat(reply.text("/stream_token")).isNotEmpty();
    assertThat(reply.text("/video_name")).isEqualTo("x");
    assertThat(reply.text("/expires_at")).isEqualTo("2026-11-23T18:01:30Z");
    assertThat(reply.number("/limit")).isEqualTo(1);
    assertThat(reply.isNull("/active")).isTrue();
    assertThat(reply.header("location")).isEqualTo("/api/v1/streams/" + reply.text("/stream_id"));
  }

  @Test
  void itIsCountedAndToldOfByItsOwnName() {
    weather = Weather.SILENT;
    me.start("{}");

    assertThat(events)
        .hasAtLeastOneElementOfType(Event.StoreFailed.class)
        .anySatisfy(
            event ->
                assertThat(event)
                    .isInstanceOfSatisfying(
                        Event.Started.class,
                        started ->
                            assertThat(started.manner()).isEqualTo(Event.Manner.UNENFORCED)));
  }

  @Test
  void itsHeartbeatIs200WhileTheStoreIsSilent() {
    weather = Weather.SILENT;
    var id = me.started("{}");

    var reply = me.heartbeat(id);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.flag("/enforced")).isFalse();
    assertThat(reply.text("/expires_at")).isEqualTo("2026-11-23T18:01:30Z");
  }

  @Test
  void itsHeartbeatIs410OnceTheStoreAnswersAndNeverHeardOfIt() {
    weather = Weather.SILENT;
    var id = me.started("{}");
    weather = Weather.FAIR;

    var reply = me.heartbeat(id);

    assertThat(reply.status()).isEqualTo(410);
    assertThat(reply.text("/reason")).isEqualTo("unenforced");
    assertThat(reply.has("/ended_at")).isTrue();
  }

  @Test
  void itsHeartbeatRenewsTheStreamIfTheStoreHasIt() {
    weather = Weather.LOSES_ANSWERS;
    var id = me.started("{}");
    weather = Weather.FAIR;

    var reply = me.heartbeat(id);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.has("/enforced")).isFalse();
    assertThat(me.start("{}").status()).isEqualTo(409);
  }

  @Test
  void itCanBeEndedWhetherTheStoreHasItOrNot() {
    weather = Weather.SILENT;
    var never = me.started("{}");
    weather = Weather.LOSES_ANSWERS;
    var kept = me.started("{}");
    weather = Weather.FAIR;

    assertThat(me.delete("/api/v1/streams/" + never).status()).isEqualTo(204);
    assertThat(me.delete("/api/v1/streams/" + kept).status()).isEqualTo(204);
    assertThat(me.start("{}").status()).isEqualTo(201);
  }

  @Test
  void whatIsNotAStartIs503AllTheSame() {
    weather = Weather.SILENT;

    assertThat(me.start("{\"video_ended\":true}").status()).isEqualTo(503);
    assertThat(me.list("").status()).isEqualTo(503);
    assertThat(me.heartbeat("1k84sr29q47DEQp2RTJRjt7WqOhRQ_F").status()).isEqualTo(503);
  }
}
