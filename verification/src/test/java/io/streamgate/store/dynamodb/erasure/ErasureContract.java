package io.streamgate.store.dynamodb.erasure;

import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.GivenPlans.overrideOf;
import static io.streamgate.store.dynamodb.node.Answers.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.engines.EngineProcess;
import io.streamgate.lease.OperatorDecision;
import io.streamgate.lease.Start;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import io.streamgate.lease.stream.Termination;
import io.streamgate.store.dynamodb.node.Meanwhile;
import io.streamgate.store.dynamodb.node.Node;
import io.streamgate.store.dynamodb.node.Site;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An erasure by one node, while others start streams and write history. */
abstract class ErasureContract {

  private static final Termination BY = new Termination("erase", null);

  /** Longer than what stays in the item. */
  private static final String DATA = "Alien".repeat(200);

  private static final int STARTS = 32;
  private static final int LIMIT = 3;

  private final ViewerId viewer = freshViewer();
  private final Site site;
  private final Node one;
  private final Node other;

  ErasureContract(EngineProcess engine) {
    site = Site.fresh(engine);
    one = site.node();
    other = site.node();
  }

  @AfterEach
  final void close() {
    one.close();
    other.close();
  }

  private CompletionStage<StartDecision> start(Node node, StreamId id, int limit) {
    var details = new Details("{\"video_name\":\"" + DATA + id + "\"}");
    var start = new Start.Play(id, Playback.fromStart(), details, new Start.Takeover.None());
    return node.store().start(viewer, start, limit(limit), id.startedAt());
  }

  private OperatorDecision.Erased erase(double second) {
    return await(one.store().erase(viewer, BY, second(second)));
  }

  private List<String> table() {
    return one.client().scan(request -> request.tableName(site.table())).join().items().stream()
        .map(Object::toString)
        .toList();
  }

  private void eraseCompletely() {
    for (var second = 200; second < 2_000; second += 120) {
      if (erase(second).isComplete()) {
        return;
      }
    }
    throw new AssertionError("the erasure is never complete: " + table());
  }

  @Test
  void ofAViewerWhoStartsStreamsMeanwhileNothingIsFoundInTheEnd() {
    var starts = new ArrayList<CompletionStage<StartDecision>>();
    await(start(one, id("tv/before", 0), LIMIT));
    await(one.store().setOverride(viewer, overrideOf(LIMIT, second(3600)), second(0)));
    for (var n = 0; n < STARTS; n++) {
      starts.add(start(n % 2 == 0 ? one : other, id("s" + n, 1), LIMIT));
    }
    var erased = erase(1);
    starts.forEach(start -> await(start));

    assertThat(erased.all()).extracting(Ended::id).contains(id("tv/before", 0));
    assertThat(table()).noneMatch(row -> row.contains("before"));

    eraseCompletely();

    assertThat(table()).isEmpty();
  }

  @Test
  void ofStartsMeanwhileEachIsErasedOrAMemberAndNoneBoth() {
    for (var round = 0; round < 10; round++) {
      var ids = IntStream.range(0, STARTS).mapToObj(n -> id("s" + n, 1)).toList();
      var starts =
          ids.stream().map(id -> start(id.hashCode() % 2 == 0 ? one : other, id, LIMIT)).toList();
      var ended =
          round % 2 == 0
              ? await(one.store().terminateAll(viewer, BY, second(1))).all()
              : erase(1).all();
      var admitted =
          starts.stream()
              .map(start -> await(start))
              .filter(StartDecision.Admitted.class::isInstance)
              .map(answer -> ((StartDecision.Admitted) answer).member().id())
              .toList();

      var members = await(other.store().read(viewer)).members().stream().map(Member::id).toList();
      assertThat(members).hasSizeLessThanOrEqualTo(LIMIT);
      var all = new ArrayList<>(members);
      ended.forEach(stream -> all.add(stream.id()));
      assertThat(all).containsExactlyInAnyOrderElementsOf(new HashSet<>(admitted));
      eraseCompletely();
    }
  }

  /** Put by a node that read the outbox before the erasure, after its rows were deleted. */
  @Test
  void aRowThatComesLateIsDeletedByTheNextCallWhichBeginsTheTwoMinutesAnew() {
    await(start(one, id("a", 0), LIMIT));
    erase(2);
    var late =
        Map.of(
            "pk", AttributeValue.fromS("u#" + viewer),
            "sk", AttributeValue.fromS("H#" + id("a", 0)));
    one.client().putItem(request -> request.tableName(site.table()).item(late)).join();

    assertThat(erase(122).isComplete()).isFalse();
    assertThat(table()).singleElement().asString().doesNotContain("H#");
    assertThat(erase(241).isComplete()).isFalse();
    assertThat(erase(242).isComplete()).isTrue();
    assertThat(table()).isEmpty();
  }

  /** A swap that was decided on an erased item, of a version that a new item reaches again. */
  @Test
  void aSwapThatIsDecidedBeforeTheItemIsDeletedTakesNobodysSlot() {
    var meanwhile = new AtomicReference<Runnable>(() -> {});
    try (var late =
        site.node(Meanwhile.before("v = :v", () -> meanwhile.getAndSet(() -> {}).run()))) {
      await(start(one, id("a", 0), 2));
      erase(1); // version 2
      meanwhile.set(
          () -> {
            assertThat(erase(130).isComplete()).isTrue();
            await(start(one, id("b", 130), 2));
            await(start(one, id("c", 130), 2)); // version 2
          });

      assertThat(await(start(late, id("a", 130), 2))).isInstanceOf(StartDecision.Refused.class);

      assertThat(await(one.store().read(viewer)).members())
          .extracting(Member::id)
          .containsExactlyInAnyOrder(id("b", 130), id("c", 130));
    }
  }
}
