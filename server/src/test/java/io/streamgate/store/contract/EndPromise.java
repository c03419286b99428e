package io.streamgate.store.contract;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.lastWords;
import static io.streamgate.given.Given.limitCountingDevices;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import org.junit.jupiter.api.Test;

/** The store keeps who ended a stream: its own player, or a player on another device. */
abstract class EndPromise extends Promise {

  private static final Device.Named PHONE = new Device.Named("phone");
  private static final Device.Named TV = new Device.Named("tv");
  private static final StreamId A = id("tv/a", 0);

  EndPromise(LeaseStoreContract contract) {
    super(contract);
  }

  @Test
  void anEndByAnotherDeviceSaysWhichForAsLongAsItIsOnRecord() {
    start("tv/a", 0);
    start("b", 1);

    assertThat(endBy(PHONE, A, 5))
        .isInstanceOfSatisfying(
            StreamDecision.Closed.class,
            closed ->
                assertThat(closed.stream().ending())
                    .isEqualTo(new Ending.Stopped(second(5), PHONE)));

    assertThat(members()).containsExactly(id("b", 1));
    assertToldOf(new Ending.Stopped(second(5), PHONE), 6);
    assertThat(await(store.start(viewer, play(id("tv/a", 7)), limitCountingDevices(3), second(7))))
        .isInstanceOfSatisfying(
            StartDecision.AlreadyEnded.class,
            again ->
                assertThat(again.stream().ending())
                    .isEqualTo(new Ending.Stopped(second(5), PHONE)));
    renew(id("b", 1), 80);
    renew(id("b", 1), 160); // history that is written late is written by now
    sweep(3600);
    assertToldOf(new Ending.Stopped(second(5), PHONE), 3600);
  }

  @Test
  void anEndByItsOwnDeviceOrByNobodyInParticularIsItsPlayers() {
    start("tv/a", 0);
    start("tv2/a", 1);

    endBy(TV, A, 5);
    endBy(Device.UNNAMED, id("tv2/a", 1), 5);

    assertThat(history(6))
        .extracting(Ended::ending)
        .containsExactly(new Ending.Finished(second(5)), new Ending.Finished(second(5)));
  }

  @Test
  void aStreamWithoutADeviceIsADeviceOfItsOwn() {
    start("a", 0);

    endBy(PHONE, id("a", 0), 5);

    assertThat(history(6))
        .extracting(Ended::ending)
        .containsExactly(new Ending.Stopped(second(5), PHONE));
  }

  @Test
  void theFirstEndStaysOnRecordWhoeverRepeatsIt() {
    start("tv/a", 0);
    start("tv2/a", 1);
    endBy(PHONE, A, 5);
    endBy(Device.UNNAMED, id("tv2/a", 1), 5);

    assertThat(endBy(TV, A, 6)).isInstanceOf(StreamDecision.Gone.class);
    assertThat(await(store.amend(viewer, A, lastWords("{}"), second(7))))
        .isInstanceOf(StreamDecision.Gone.class);
    assertThat(endBy(PHONE, id("tv2/a", 1), 6)).isInstanceOf(StreamDecision.Gone.class);

    assertThat(history(8))
        .extracting(Ended::ending)
        .containsExactly(new Ending.Finished(second(5)), new Ending.Stopped(second(5), PHONE));
  }

  @Test
  void anEndWithLastWordsIsItsPlayers() {
    start("tv/a", 0);

    await(store.amend(viewer, A, lastWords("{}"), second(5)));

    assertToldOf(new Ending.Finished(second(5)), 6);
  }

  @Test
  void oneOfSeveralStreamsOfADeviceIsStoppedAlone() {
    for (var second = 0; second < 2; second++) {
      var play = play(id("tv/s" + second, second));
      await(store.start(viewer, play, limitCountingDevices(3), second(second)));
    }

    endBy(PHONE, id("tv/s0", 0), 5);

    assertThat(members()).containsExactly(id("tv/s1", 1));
    assertThat(history(6))
        .extracting(Ended::ending)
        .containsExactly(new Ending.Stopped(second(5), PHONE));
  }

  @Test
  void theLongestDeviceIdIsKept() {
    var longest = new Device.Named("\uD83C\uDFAC".repeat(256));
    start("tv/a", 0);

    endBy(longest, A, 5);

    assertToldOf(new Ending.Stopped(second(5), longest), 6);
  }

  @Test
  void aPlayerOfAnotherStreamStopsItWithoutADeviceIdToo() {
    start("tv/a", 0);

    endBy(new Device.OfAnotherStream(), A, 5);

    assertToldOf(new Ending.Stopped(second(5), null), 6);
    assertToldOf(new Ending.Stopped(second(5), null), 3600);
  }

  private void assertToldOf(Ending ending, double second) {
    assertThat(history(second)).extracting(Ended::ending).contains(ending);
    assertThat(find(A, second).map(found -> ((Ended) found).ending())).hasValue(ending);
    assertThat(renew(A, second))
        .isInstanceOfSatisfying(
            StreamDecision.Gone.class,
            gone -> assertThat(gone.stream().ending()).isEqualTo(ending));
  }

  private StreamDecision.OfEnd endBy(Device device, StreamId id, double second) {
    return await(store.end(viewer, id, device, second(second)));
  }
}
