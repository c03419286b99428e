package io.streamgate.http.operator;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.http.Client;
import io.streamgate.http.HandMade;
import io.streamgate.http.LocalPort;
import io.streamgate.http.Reply;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Route;
import io.streamgate.identity.HashedSecrets;
import io.streamgate.identity.HashedSecrets.Hashed;
import io.streamgate.identity.operator.NamedTokens;
import io.streamgate.identity.operator.Operator;
import io.streamgate.identity.operator.OperatorCaller;
import io.streamgate.identity.operator.OperatorIdentity;
import io.streamgate.identity.operator.RefusedCall;
import io.streamgate.identity.operator.Role;
import io.streamgate.identity.operator.SlowedGuesses;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server that looks up, changes and erases for operators, and counts. Anna has the role {@code
 * read}, Otto {@code operate} and Erna {@code erase}; the token of each is the name, 32 times.
 */
public final class ServerForOperators implements AutoCloseable {

  private final Queue<RefusedCall> refused = new ConcurrentLinkedQueue<>();
  private final AtomicLong nanoTime = new AtomicLong();
  private final AtomicInteger calls = new AtomicInteger();
  private final HandMade server;

  private ServerForOperators() {
    var routes =
        List.of(
            Route.operators(HttpMethod.GET, "/admin/v1/look", Role.READ, (who, _) -> done(who)),
            Route.operators(
                HttpMethod.POST, "/admin/v1/change", Role.OPERATE, (who, _) -> done(who)),
            Route.operators(
                HttpMethod.DELETE, "/admin/v1/erase", Role.ERASE, (who, _) -> done(who)));
    var operators = new SlowedGuesses(named(), Set.of("authorization"), nanoTime::get);
    this.server = HandMade.serving(routes, LocalPort.rules(operators, refused::add));
  }

  /** Starts one. */
  public static ServerForOperators start() {
    return new ServerForOperators();
  }

  private static OperatorIdentity named() {
    return new NamedTokens(
        HashedSecrets.of(
            List.of(
                token("anna", Role.READ), token("otto", Role.OPERATE), token("erna", Role.ERASE))),
        null,
        (_, _) -> {});
  }

  private static Hashed<Operator> token(String name, Role role) {
    return Hashed.of(new Operator(name, role), name.repeat(32));
  }

  private CompletionStage<Answer> done(OperatorCaller caller) {
    calls.incrementAndGet();
    return completedStage(
        Answer.text("text/plain", caller.operator().name() + " " + caller.requestId()));
  }

  /** A client without a token. */
  public Client nobody() {
    return Client.of(server.port());
  }

  /** A client with the token of this name, which need not be an operator's. */
  public Client as(String name) {
    return nobody().with("authorization", "Bearer " + name.repeat(32));
  }

  /** The answer to a token after ten wrong ones. */
  public Reply tooManyAttempts() {
    for (var attempt = 0; attempt < 10; attempt++) {
      as("mallory").get("/admin/v1/look");
    }
    return as("mallory").get("/admin/v1/look");
  }

  /** How many calls have reached an endpoint. */
  int calls() {
    return calls.get();
  }

  /** The refused calls, in order. */
  List<RefusedCall> refused() {
    return List.copyOf(refused);
  }

  /** Advances its clock. */
  void pass(Duration time) {
    nanoTime.addAndGet(time.toNanos());
  }

  @Override
  public void close() {
    server.close();
  }
}
