package io.streamgate.store.dynamodb.fault;

import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.lastWords;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.rewrite;
import static io.streamgate.given.Given.second;
import static io.streamgate.store.dynamodb.node.Answers.await;
import static io.streamgate.store.dynamodb.node.Answers.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.engines.EngineProcess;
import io.streamgate.faults.Fault.Plain;
import io.streamgate.faults.Faults;
import io.streamgate.lease.Start;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.stream.Playback;
import io.streamgate.store.StoreHealth.State;
import io.streamgate.store.dynamodb.node.Meanwhile;
import io.streamgate.store.dynamodb.node.Node;
import io.streamgate.store.dynamodb.node.Patience;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Bounds on calls in flight, on the waiting starts of a viewer, and on the attempts of one start.
 */
abstract class CrowdContract extends FailingTableContract {

  private static final int PLACES = 8;
  private static final int PLACES_OF_STARTS = 6;
  private static final int STARTS_THAT_WAIT = 64;
  private static final int TRIES = 8;

  CrowdContract(EngineProcess engine) {
    super(engine);
  }

  @Test
  void aQuarterOfThePlacesIsKeptForStreamsThatRun() {
    try (var small = hastyNode(PLACES)) {
      await(small.store().start(viewer, play(id("a", 0)), limit(3), second(0)));
      proxy.script(request -> BLIND_START.test(request) ? Plain.SILENCE : Plain.PASS);
      var waiting =
          IntStream.range(0, PLACES_OF_STARTS).mapToObj(_ -> startOfSomebody(small)).toList();

      var refused = failure(startOfSomebody(small));
      var renewed = await(small.store().renew(viewer, id("a", 0), heartbeat(), second(1)));
      var ended = await(small.store().end(viewer, id("a", 0), Device.UNNAMED, second(2)));

      assertThat(refused.mayHaveHappened()).isFalse();
      assertThat(refused).hasMessageContaining("too many calls");
      assertThat(small.store().health().state()).isEqualTo(State.SERVING);
      assertThat(renewed).isInstanceOf(StreamDecision.Kept.class);
      assertThat(ended).isInstanceOf(StreamDecision.Closed.class);
      waiting.forEach(start -> assertThat(failure(start).mayHaveHappened()).isTrue());
      proxy.script(Faults.none());
      assertThat(await(startOfSomebody(small))).isInstanceOf(StartDecision.Admitted.class);
    }
  }

  /** The rows that a change depends on, and details in their own row, can be read and written. */
  @Test
  void aQuarterOfThePlacesIsKeptForTheirDetailsToo() {
    try (var small = hastyNode(PLACES)) {
      var start =
          new Start.Play(id("a", 0), Playback.fromStart(), LARGE, new Start.Takeover.None());
      await(small.store().start(viewer, start, limit(3), second(0)));
      proxy.script(request -> BLIND_START.test(request) ? Plain.SILENCE : Plain.PASS);
      for (var number = 0; number < PLACES_OF_STARTS; number++) {
        var _ = startOfSomebody(small);
      }

      var renewed = small.store().renew(viewer, id("a", 0), heartbeat(), second(1));
      assertThat(await(renewed)).isInstanceOf(StreamDecision.Kept.class);
      var changed = small.store().amend(viewer, id("a", 0), rewrite("{}"), second(2));
      assertThat(await(changed)).isInstanceOf(StreamDecision.Kept.class);
      var ended = small.store().amend(viewer, id("a", 0), lastWords(LARGE.json()), second(3));
      assertThat(await(ended)).isInstanceOf(StreamDecision.Closed.class);
    }
  }

  private static CompletionStage<StartDecision> startOfSomebody(Node node) {
    return node.store().start(freshViewer(), play(id("a", 0)), limit(3), second(0));
  }

  @Test
  void sixtyFourStartsOfAViewerMayWaitAndNoMore() {
    proxy.script(request -> isOfViewer(request.body()) ? Plain.SILENCE : Plain.PASS);
    var waiting = new ArrayList<CompletionStage<StartDecision>>();
    for (var number = 0; number < STARTS_THAT_WAIT; number++) {
      waiting.add(start(viewer, "s" + number, 0, 3));
    }

    var refused = failure(start(viewer, "too-many", 0, 3));
    var anothers = await(start(freshViewer(), "a", 0, 3));
    proxy.script(Faults.none());
    var admitted =
        waiting.stream()
            .map(start -> start.handle((decision, _) -> decision instanceof StartDecision.Admitted))
            .filter(CrowdContract::isSo)
            .count();

    assertThat(refused.mayHaveHappened()).isFalse();
    assertThat(refused).hasMessage("64 starts of this viewer are already waiting");
    assertThat(anothers).isInstanceOf(StartDecision.Admitted.class);
    assertThat(admitted).isEqualTo(3);
    assertThat(members()).hasSize(3);
    assertThat(start("late", 1, 4)).isInstanceOf(StartDecision.Admitted.class);
  }

  private boolean isOfViewer(String body) {
    return body.contains(viewer.value());
  }

  private static boolean isSo(CompletionStage<Boolean> claim) {
    return await(claim);
  }

  @Test
  void aStartThatOthersAlwaysForestallGivesUp() {
    var tries = new AtomicInteger();
    var forestalled =
        Meanwhile.before(
            "v = :v",
            () -> {
              tries.incrementAndGet();
              bump();
            });
    try (var slow = site.node(forestalled)) {
      start("a", 0, 1);

      var failure = failure(slow.store().start(viewer, play(id("b", 95)), limit(1), second(95)));

      assertThat(failure).hasMessageContaining("changed 8 times");
      assertThat(failure.mayHaveHappened()).isTrue();
      assertThat(tries).hasValue(TRIES);
      assertThat(members()).containsExactly(id("a", 0));
      assertThat(slow.store().health().state()).isEqualTo(State.SERVING);
    }
  }

  /** Seven attempts lost a race; the eighth was applied, but its answer was lost. */
  @Test
  void aLastTryWhoseAnswerIsLostIsAdmitted() {
    var tries = new AtomicInteger();
    var forestalled =
        Meanwhile.before(
            "v = :v",
            () -> {
              if (tries.incrementAndGet() < TRIES) {
                bump();
              } else {
                proxy.script(Faults.once(SWAP, Plain.DROP_ANSWER));
              }
            });
    var calm = Patience.LONG;
    try (var slow = new Node(site.behind(proxy), calm, Node.IN_FLIGHT, forestalled)) {
      start("a", 0, 1);

      var decision = await(slow.store().start(viewer, play(id("b", 95)), limit(1), second(95)));

      assertThat(decision).isInstanceOf(StartDecision.Admitted.class);
      assertThat(proxy.dealt(Plain.DROP_ANSWER)).isEqualTo(1);
      assertThat(members()).containsExactly(id("b", 95));
    }
  }

  /** Changes the item like a start or an end of another stream. */
  private void bump() {
    witness.change(viewer, "ADD v :one", Map.of(":one", AttributeValue.fromN("1")));
  }
}
