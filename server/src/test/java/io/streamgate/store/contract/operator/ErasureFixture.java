package io.streamgate.store.contract.operator;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.GivenPlans.family;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.given.GivenPlans;
import io.streamgate.lease.OperatorDecision;
import io.streamgate.lease.Start;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.AtStart;
import io.streamgate.lease.stream.ContentMark;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Playback;
import io.streamgate.lease.stream.Termination;
import io.streamgate.store.contract.LeaseStoreContract;
import io.streamgate.store.contract.Promise;
import java.util.List;
import java.util.Optional;

/** A viewer with streams, and its erasure. */
abstract class ErasureFixture extends Promise {

  static final double HOUR = 3600;
  static final StreamId A = id("tv/a", 0);
  static final StreamId B = id("b", 1);
  static final Termination BY = new Termination("erase", null);
  static final Device PHONE = new Device.Named("phone");

  /** How often an erasure is repeated at most, until it is complete. */
  static final int REPEATS = 20;

  protected ErasureFixture(LeaseStoreContract contract) {
    super(contract);
  }

  OperatorDecision.Erased erase(double second) {
    return await(store.erase(viewer, BY, second(second)));
  }

  void eraseCompletely(double second) {
    for (var repeat = 0; repeat < REPEATS; repeat++) {
      if (erase(second).isComplete()) {
        return;
      }
    }
    throw new AssertionError("the erasure is never complete");
  }

  /** A stream with data of every kind. */
  void startWithData(StreamId id) {
    var details = new Details("{\"video_name\":\"Alien\"}").naming(mark());
    var facts = GivenPlans.play(id, "genre", "sport").facts();
    var playback = new Playback.Paused(id.startedAt(), 7);
    var play = new Start.Play(id, playback, details, new Start.Takeover.None(), facts);
    await(store.start(viewer, play, family(9), id.startedAt()));
  }

  private static ContentMark mark() {
    return ContentMark.of(List.of(Optional.of("Alien")));
  }

  void assertBare(Ended ended, double second) {
    assertThat(ended.ending()).isEqualTo(new Ending.Terminated(second(second), BY));
    assertThat(ended.details()).isEqualTo(Details.NONE);
    assertThat(ended.playback()).isEqualTo(Playback.fromStart());
    assertThat(ended.last().atStart()).isEqualTo(AtStart.UNKNOWN);
  }

  void assertNothingButIdsIsLeft(double second) {
    var set = await(store.read(viewer));
    assertThat(set.members()).isEmpty();
    assertThat(set.override()).isNull();
    assertThat(set.recent()).allSatisfy(ended -> assertBare(ended, ms(ended)));
    assertThat(history(second)).isEmpty();
  }

  private static double ms(Ended ended) {
    return (ended.ending().at().toEpochMilli() - second(0).toEpochMilli()) / 1000.0;
  }
}
