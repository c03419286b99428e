package io.streamgate.store.contract.operator;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.given.Given;
import io.streamgate.lease.Decision;
import io.streamgate.lease.OperatorDecision;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Termination;
import io.streamgate.store.HistoryPage;
import io.streamgate.store.SpinRace;
import io.streamgate.store.contract.LeaseStoreContract;
import io.streamgate.store.contract.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * While streams start, an operator ends all or erases the viewer: each stream is before or after.
 */
public abstract class InterventionRacePromise extends Promise {

  private static final int ROUNDS = 1_000;
  private static final List<String> NAMES = List.of("b", "c", "d", "e", "f");
  private static final Termination BY = new Termination("erase", null);

  protected InterventionRacePromise(LeaseStoreContract contract) {
    super(contract);
  }

  private List<ViewerId> viewersThatPlay() {
    var viewers = Stream.generate(Given::freshViewer).limit(rounds(ROUNDS)).toList();
    viewers.forEach(v -> await(start(v, "a")));
    return viewers;
  }

  private CompletionStage<StartDecision> start(ViewerId whose, String name) {
    return store.start(whose, play(id(name, 0)), limit(9), second(2));
  }

  /** The answers of the operator's call and of all starts that ran at the same time. */
  private List<List<Decision>> race(List<ViewerId> viewers, Intervening intervening) {
    return new SpinRace(2, viewers.size())
            .run(
                (racer, round) ->
                    racer == 0
                        ? intervening.with(viewers.get(round)).thenApply(List::<Decision>of)
                        : startAll(viewers.get(round)))
            .stream()
            .map(answers -> Stream.concat(answers.getFirst().stream(), answers.getLast().stream()))
            .map(Stream::toList)
            .toList();
  }

  private interface Intervening {
    CompletionStage<? extends Decision> with(ViewerId viewer);
  }

  private CompletionStage<List<Decision>> startAll(ViewerId whose) {
    var answers = new ArrayList<CompletableFuture<StartDecision>>();
    NAMES.forEach(name -> answers.add(start(whose, name).toCompletableFuture()));
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(_ -> answers.stream().<Decision>map(CompletableFuture::join).toList());
  }

  @Test
  void anEndOfAllEndsEveryStreamThatStartedBeforeItAndNoneAfter() {
    var viewers = viewersThatPlay();

    var answers = race(viewers, v -> store.terminateAll(v, BY, second(2)));

    for (var round = 0; round < viewers.size(); round++) {
      var whose = viewers.get(round);
      var terminated = (OperatorDecision.Terminated) answers.get(round).getFirst();
      var ended = terminated.all().stream().map(Ended::id).toList();
      assertThat(ended).contains(id("a", 0));
      assertThat(answers.get(round).subList(1, 1 + NAMES.size()))
          .hasOnlyElementsOfType(StartDecision.Admitted.class);
      assertThat(union(ended, members(whose))).containsExactlyInAnyOrderElementsOf(everyId());
      assertThat(await(store.history(whose, HistoryPage.newest(9), second(3))))
          .allSatisfy(e -> assertThat(e.ending()).isEqualTo(new Ending.Terminated(second(2), BY)))
          .extracting(Ended::id)
          .containsExactlyInAnyOrderElementsOf(ended);
    }
  }

  @Test
  void anErasureErasesEveryStreamThatStartedBeforeItAndNoneIsAdmittedTwice() {
    var viewers = viewersThatPlay();

    var answers = race(viewers, v -> store.erase(v, BY, second(2)));

    for (var round = 0; round < viewers.size(); round++) {
      var whose = viewers.get(round);
      var erased = (OperatorDecision.Erased) answers.get(round).getFirst();
      var ended = erased.all().stream().map(Ended::id).toList();
      assertThat(ended).contains(id("a", 0));
      assertThat(union(ended, members(whose))).containsExactlyInAnyOrderElementsOf(everyId());
      assertThat(await(store.history(whose, HistoryPage.newest(9), second(3)))).isEmpty();
      for (var name : NAMES) {
        assertThat(await(start(whose, name)))
            .isInstanceOf(
                ended.contains(id(name, 0))
                    ? StartDecision.AlreadyEnded.class
                    : StartDecision.Replayed.class);
      }
    }
  }

  private static List<StreamId> union(List<StreamId> one, List<StreamId> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }

  private static List<StreamId> everyId() {
    return Stream.concat(Stream.of("a"), NAMES.stream()).map(name -> id(name, 0)).toList();
  }

  @Test
  void ofTwoErasuresAtOnceEachStreamIsErasedByOne() {
    var viewers = viewersThatPlay();

    var answers =
        new SpinRace(2, viewers.size())
            .run((_, round) -> store.erase(viewers.get(round), BY, second(2)));

    for (var round = 0; round < viewers.size(); round++) {
      assertThat(answers.get(round).stream().flatMap(erased -> erased.all().stream()))
          .extracting(Ended::id)
          .containsExactly(id("a", 0));
      assertThat(await(store.read(viewers.get(round))).members()).extracting(Member::id).isEmpty();
    }
  }
}
