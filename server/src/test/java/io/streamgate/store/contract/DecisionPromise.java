package io.streamgate.store.contract;

import static io.streamgate.given.Given.amendment;
import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.lastWords;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.objections;
import static io.streamgate.given.Given.pastView;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.refused;
import static io.streamgate.given.Given.rewrite;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.Amendment.Patched;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import org.junit.jupiter.api.Test;

/** The store persists, finds and returns the kernel's decisions. */
abstract class DecisionPromise extends Promise {

  DecisionPromise(LeaseStoreContract contract) {
    super(contract);
  }

  @Test
  void aStartIsAdmittedAndListed() {
    var admitted = start("a", 0);

    var expected = new Member(id("a", 0), second(90), play(id("a", 0)).playback(), Details.NONE);
    assertThat(admitted).isInstanceOf(StartDecision.Admitted.class);
    assertThat(await(store.read(viewer)).members()).containsExactly(expected);
  }

  @Test
  void whatIsKeptIsWhatWasDecided() {
    start("a", 0);
    switch (start("b", 1)) {
      case StartDecision.Admitted(_, var next, _) ->
          assertThat(await(store.read(viewer)).members()).isEqualTo(next.members());
      case StartDecision other -> throw new AssertionError(other.toString());
    }
  }

  @Test
  void aRefusedStartLeavesNothingBehind() {
    start("a", 0, 1);

    assertThat(start("b", 1, 1))
        .isEqualTo(refused(await(store.read(viewer)).members(), limit(1), second(90)));
    assertThat(members()).containsExactly(id("a", 0));
    assertThat(history(2)).isEmpty();
    assertThat(find(id("b", 1), 2)).isEmpty();
  }

  @Test
  void aViewThatIsOverIsRecordedAndTakesNoSlot() {
    start("a", 0, 1);

    var past = await(store.start(viewer, pastView(id("seen", 1)), limit(1), second(1)));

    assertThat(past).isInstanceOf(StartDecision.Recorded.class);
    assertThat(members()).containsExactly(id("a", 0));
    assertThat(historyIds(2)).containsExactly(id("seen", 1));
  }

  @Test
  void aHeartbeatRenewsTheLeaseOfAMember() {
    start("a", 0);

    renew(id("a", 0), 60);

    assertThat(await(store.read(viewer)).members().getFirst().expiresAt()).isEqualTo(second(150));
  }

  @Test
  void aHeartbeatCarriesPlayingAndPosition() {
    start("a", 0);

    await(
        store.renew(
            viewer,
            id("a", 0),
            heartbeat(new Playback.Report.Pauses(), new Playback.Report.IsAt(4000)),
            second(30)));

    assertThat(await(store.read(viewer)).members().getFirst().playback())
        .isEqualTo(new Playback.Paused(second(30), 4000));
  }

  @Test
  void aHeartbeatTellsAStreamThatHasEndedFromOneThatNeverWas() {
    start("a", 0);
    end(id("a", 0), 5);

    switch (renew(id("a", 0), 6)) {
      case StreamDecision.Gone(var stream) ->
          assertThat(stream.ending()).isEqualTo(new Ending.Finished(second(5)));
      case StreamDecision.OfRenewal other -> throw new AssertionError(other.toString());
    }
    assertThat(renew(id("never", 0), 6)).isEqualTo(new StreamDecision.Unknown());
  }

  @Test
  void aStreamThatEndedLongAgoIsStillToldFromOneThatNeverWas() {
    start("a", 0);
    end(id("a", 0), 5);
    sweep(3600);

    var gone = StreamDecision.Gone.class;
    assertThat(renew(id("a", 0), 3600)).isInstanceOf(gone);
    assertThat(end(id("a", 0), 3600)).isInstanceOf(gone);
    assertThat(await(store.amend(viewer, id("a", 0), rewrite("{}"), second(3600))))
        .isInstanceOf(gone);
  }

  @Test
  void anAmendmentChangesTheDetailsAndRenewsNothing() {
    start("a", 0);

    await(store.amend(viewer, id("a", 0), rewrite("{\"size\":1}"), second(30)));

    var member = await(store.read(viewer)).members().getFirst();
    assertThat(member.details().json()).isEqualTo("{\"size\":1}");
    assertThat(member.expiresAt()).isEqualTo(second(90));
  }

  @Test
  void anAmendmentThatDoesNotFitChangesNothing() {
    start("a", 0);

    var answer =
        await(
            store.amend(
                viewer,
                id("a", 0),
                amendment(_ -> new Patched.Rejected(objections("too many"))),
                second(1)));

    assertThat(answer).isEqualTo(new StreamDecision.Rejected(objections("too many")));
    assertThat(await(store.read(viewer)).members().getFirst().details()).isEqualTo(Details.NONE);
  }

  @Test
  void anAmendmentEndsAMemberWithItsLastWords() {
    start("a", 0);

    var answer = await(store.amend(viewer, id("a", 0), lastWords("{\"size\":2}"), second(9)));

    assertThat(answer).isInstanceOf(StreamDecision.Closed.class);
    assertThat(members()).isEmpty();
    assertThat(find(id("a", 0), 10).map(s -> s.details().json())).hasValue("{\"size\":2}");
  }

  @Test
  void anEndFreesTheSlot() {
    start("a", 0, 1);

    assertThat(end(id("a", 0), 5)).isInstanceOf(StreamDecision.Closed.class);
    assertThat(start("b", 5, 1)).isInstanceOf(StartDecision.Admitted.class);
  }

  @Test
  void endingTheUnknownOrTheEndedTwentyTimesChangesNothing() {
    start("a", 0, 1);
    end(id("a", 0), 1);
    for (var repeated = 0; repeated < 20; repeated++) {
      assertThat(end(id("a", 0), 2)).isInstanceOf(StreamDecision.Gone.class);
      assertThat(end(id("never", 0), 2)).isInstanceOf(StreamDecision.Unknown.class);
    }

    assertThat(start("b", 3, 1)).isInstanceOf(StartDecision.Admitted.class);
    assertThat(start("c", 3, 1)).isInstanceOf(StartDecision.Refused.class);
  }

  @Test
  void aViewerNeverSeenHasAnEmptySet() {
    assertThat(members(freshViewer())).isEmpty();
  }

  @Test
  void aMemberIsFoundAsItStands() {
    start("a", 0);
    renew(id("a", 0), 60);

    assertThat(find(id("a", 0), 61).map(s -> s instanceof Member m && m.isLiveAt(second(149))))
        .hasValue(true);
  }

  @Test
  void aMemberThatNobodyRevivedIsFoundEndedBeforeAnythingSwept() {
    start("a", 0);

    assertThat(find(id("a", 0), 689.999)).containsInstanceOf(Member.class);
    assertThat(find(id("a", 0), 690)).containsInstanceOf(Ended.class);
    assertThat(renew(id("a", 0), 690)).isInstanceOf(StreamDecision.Gone.class);
  }

  @Test
  void anEndedStreamIsFoundInHistory() {
    start("a", 0);
    end(id("a", 0), 5);

    assertThat(find(id("a", 0), 6)).containsInstanceOf(Ended.class);
    assertThat(find(id("a", 0), 86_400)).containsInstanceOf(Ended.class);
    assertThat(find(id("never", 0), 6)).isEmpty();
  }

  /**
   * A store with upkeep has removed the member; a store without it still has it, and must hide it.
   */
  @Test
  void aMemberThatNobodyAskedForInAllOfTheRetentionIsUnknown() {
    start("a", 0);
    var later = 90.001 + RETENTION.toSeconds();
    sweep(later);

    var unknown = new StreamDecision.Unknown();
    assertThat(renew(id("a", 0), later)).isEqualTo(unknown);
    assertThat(await(store.amend(viewer, id("a", 0), rewrite("{}"), second(later))))
        .isEqualTo(unknown);
    assertThat(end(id("a", 0), later)).isEqualTo(unknown);
    assertThat(find(id("a", 0), later)).isEmpty();
  }
}
