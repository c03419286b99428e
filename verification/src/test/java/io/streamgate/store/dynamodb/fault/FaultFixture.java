package io.streamgate.store.dynamodb.fault;

import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static io.streamgate.store.dynamodb.node.Answers.await;

import io.streamgate.engines.EngineProcess;
import io.streamgate.faults.FaultProxy;
import io.streamgate.faults.Request;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Member;
import io.streamgate.store.HistoryPage;
import io.streamgate.store.StoreUnavailable;
import io.streamgate.store.dynamodb.node.Node;
import io.streamgate.store.dynamodb.node.Patience;
import io.streamgate.store.dynamodb.node.Site;
import io.streamgate.testing.Until;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A node with short timeouts, faults between it and the table, and a second node with an
 * undisturbed connection.
 */
abstract class FaultFixture {

  static final Duration SOON = Duration.ofSeconds(20);

  static final Predicate<Request> BLIND_START = such("size(ids)");
  static final Predicate<Request> SWAP = such("v = :v");
  static final Predicate<Request> OVERRIDE = such("ot = :ttl");
  static final Predicate<Request> END = such("SET #E = #L");
  static final Predicate<Request> SETTLING = such("REMOVE #E0");

  /** Numbers that do not compress. */
  static final Details LARGE =
      new Details(
          new Random(1)
              .longs(100)
              .mapToObj(Long::toString)
              .collect(Collectors.joining(",", "{\"src\":\"", "\"}")));

  static final Predicate<Request> RECORD = such("SET #E = :lease");
  static final Predicate<Request> ROW = request -> request.operation().equals("PutItem");

  final ViewerId viewer = freshViewer();
  final Site site;
  final FaultProxy proxy;
  final Node node;
  final Node witness;

  FaultFixture(EngineProcess engine) {
    site = Site.fresh(engine);
    proxy = new FaultProxy(site.endpoint());
    node = hastyNode(Node.IN_FLIGHT);
    witness = site.node();
  }

  /** A node whose calls go through the proxy. */
  final Node hastyNode(int inFlight) {
    return new Node(site.behind(proxy), Patience.SHORT, inFlight);
  }

  /** The first calls load classes for longer than an attempt may take. */
  @BeforeEach
  final void warmUp() {
    Until.holds(SOON, () -> "warm", () -> isAnswered(start(freshViewer(), "a", 0, 1)));
  }

  private static boolean isAnswered(CompletionStage<?> stage) {
    return stage.handle((_, failure) -> failure == null).toCompletableFuture().join();
  }

  @AfterEach
  final void close() {
    node.close();
    witness.close();
    proxy.close();
  }

  static Predicate<Request> such(String expression) {
    return request ->
        request.operation().equals("UpdateItem") && request.body().contains(expression);
  }

  final CompletionStage<StartDecision> start(
      ViewerId whose, String name, double second, int limit) {
    var now = second(second);
    return node.store().start(whose, play(id(name, now)), limit(limit), now);
  }

  final StartDecision start(String name, double second, int limit) {
    return await(start(viewer, name, second, limit));
  }

  final StartDecision takeOver(String name, double second, int limit) {
    var start = play(id(name, second), new Takeover.Oldest());
    return await(node.store().start(viewer, start, limit(limit), second(second)));
  }

  final StreamDecision.OfEnd end(StreamId id, double second) {
    return await(node.store().end(viewer, id, Device.UNNAMED, second(second)));
  }

  final List<StreamId> members() {
    return await(witness.store().read(viewer)).members().stream().map(Member::id).toList();
  }

  final List<Ended> history(double second) {
    return await(witness.store().history(viewer, HistoryPage.newest(200), second(second)));
  }

  /** Waits until the table has received every request. */
  final void untilNothingIsUnderWay() {
    Until.holds(SOON, () -> proxy.underway() + " requests in flight", () -> proxy.underway() == 0);
  }

  static String said(StoreUnavailable failure) {
    return String.valueOf(failure.getMessage());
  }
}
