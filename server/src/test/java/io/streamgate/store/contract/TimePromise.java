package io.streamgate.store.contract;

import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.Heartbeat;
import io.streamgate.lease.Leave;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A lease only moves forward, whatever arrives late; only a leave cuts it. */
abstract class TimePromise extends Promise {

  private static final Duration GRACE = Duration.ofSeconds(15);

  TimePromise(LeaseStoreContract contract) {
    super(contract);
  }

  private Member member() {
    return await(store.read(viewer)).members().getFirst();
  }

  private StreamDecision.OfRenewal leave(StreamId id, double told, double second) {
    return await(store.leave(viewer, id, new Leave(second(told), GRACE), second(second)));
  }

  private static Member kept(StreamDecision.OfRenewal decision) {
    return ((StreamDecision.Kept) decision).member();
  }

  @Test
  void aHeartbeatIsASignOfLife() {
    start("a", 0);
    assertThat(member().lastSeenAt()).isEqualTo(second(0));

    renew(id("a", 0), 60);

    assertThat(member().lastSeenAt()).isEqualTo(second(60));
  }

  /** A node was stopped with a heartbeat in flight; meanwhile the player reached another node. */
  @Test
  void aHeartbeatThatTakesEffectLateMovesNoLeaseBack() {
    start("a", 0);
    renew(id("a", 0), 60);

    var answer = renew(id("a", 0), 30);

    assertThat(kept(answer).expiresAt()).isEqualTo(second(150));
    assertThat(member().expiresAt()).isEqualTo(second(150));
    assertThat(member().lastSeenAt()).isEqualTo(second(60));
  }

  @Test
  void aHeartbeatThatTakesEffectLateStillReportsThePlayback() {
    start("a", 0);
    renew(id("a", 0), 60);

    var late = heartbeat(new Playback.Report.Pauses(), new Playback.Report.IsAt(7));
    var answer = await(store.renew(viewer, id("a", 0), late, second(30)));

    var paused = new Playback.Paused(second(30), 7);
    assertThat(kept(answer).playback()).isEqualTo(paused);
    assertThat(member().playback()).isEqualTo(paused);
    assertThat(member().expiresAt()).isEqualTo(second(150));
  }

  @Test
  void aLeaseThatWasPromisedIsKeptThoughTheSettingBecameShorter() {
    start("a", 0);

    var shorter = new Heartbeat(List.of(), Duration.ofSeconds(10));
    var answer = await(store.renew(viewer, id("a", 0), shorter, second(30)));

    assertThat(kept(answer).expiresAt()).isEqualTo(second(90));
    assertThat(member().expiresAt()).isEqualTo(second(90));
  }

  @Test
  void aRepeatedStartThatTakesEffectLateMovesNoLeaseBack() {
    start("a", 0);
    renew(id("a", 0), 60);

    var again = await(store.start(viewer, play(id("a", 30)), limit(3), second(30)));

    assertThat(again)
        .isInstanceOfSatisfying(
            StartDecision.Replayed.class,
            replayed -> assertThat(replayed.member().expiresAt()).isEqualTo(second(150)));
    assertThat(member().expiresAt()).isEqualTo(second(150));
  }

  @Test
  void aPlayerThatLeavesKeepsItsSlotForTheGrace() {
    start("a", 0, 1);

    assertThat(kept(leave(id("a", 0), 90, 10)).expiresAt()).isEqualTo(second(25));

    assertThat(start("b", 24.999, 1)).isInstanceOf(StartDecision.Refused.class);
    assertThat(start("c", 25, 1)).isInstanceOf(StartDecision.Admitted.class);
  }

  @Test
  void aPlayerThatComesBackHasAWholeLeaseAgain() {
    start("a", 0);
    leave(id("a", 0), 90, 10);

    var back = new Heartbeat(List.of(), Duration.ofSeconds(90), Heartbeat.Sender.RETURNED);
    await(store.renew(viewer, id("a", 0), back, second(12)));

    assertThat(member().expiresAt()).isEqualTo(second(102));
  }

  /** A page that was restored at once has sent its heartbeat before its beacon arrived. */
  @Test
  void aLeaveThatArrivesAfterTheReturnCutsNothing() {
    start("a", 0);
    renew(id("a", 0), 10);

    assertThat(kept(leave(id("a", 0), 90, 11)).expiresAt()).isEqualTo(second(100));
    assertThat(member().expiresAt()).isEqualTo(second(100));
  }

  @Test
  void aLeaseThatEndsBeforeTheGraceIsNotProlonged() {
    start("a", 0);

    assertThat(kept(leave(id("a", 0), 90, 80)).expiresAt()).isEqualTo(second(90));
    assertThat(kept(leave(id("a", 0), 90, 300)).expiresAt()).isEqualTo(second(90));
  }

  @Test
  void aStreamThatEndedCannotBeLeft() {
    start("a", 0);
    end(id("a", 0), 1);

    assertThat(leave(id("a", 0), 90, 2)).isInstanceOf(StreamDecision.Gone.class);
    assertThat(leave(id("b", 0), 90, 2)).isInstanceOf(StreamDecision.Unknown.class);
  }
}
