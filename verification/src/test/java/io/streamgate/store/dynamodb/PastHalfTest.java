package io.streamgate.store.dynamodb;

import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.engines.DynamoEngine;
import io.streamgate.lease.Heartbeat;
import io.streamgate.lease.Leave;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.rule.SameDevice;
import io.streamgate.lease.stream.Playback.Report;
import io.streamgate.store.dynamodb.table.Observer;
import io.streamgate.store.dynamodb.table.Table;
import io.streamgate.store.shared.PastHalf;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Heartbeats every 30 seconds, mostly with a lease of 180 seconds: the threshold is 90 seconds. */
@Tag("engine")
final class PastHalfTest {

  private static final Duration INTERVAL = Duration.ofSeconds(30);

  private final ViewerId viewer = freshViewer();
  private final Observer observer =
      new Observer(Clock.systemUTC(), System::nanoTime, Duration.ofSeconds(15));
  private final OldReads oldReads = new OldReads();
  private final Table table;
  private final DynamoDbLeaseStore store;
  private final PastHalf pastHalf;

  PastHalfTest() {
    var engine = DynamoEngine.dynalite();
    table = new Table(engine.client(observer, oldReads), engine.freshTable(), 100, observer);
    store = new DynamoDbLeaseStore(table, Duration.ofDays(30));
    pastHalf = new PastHalf(store, INTERVAL);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void whileMoreThanHalfTheLeaseIsLeftAHeartbeatReadsAndTellsTheExpiryOnRecord() {
    start("a", 180);
    var written = table.tally().writeUnits();
    var read = table.tally().readUnits();

    assertThat(expiryAfter(heartbeat("a", 30, 180))).isEqualTo(180);
    assertThat(expiryAfter(heartbeat("a", 89.999, 180))).isEqualTo(180);

    assertThat(table.tally().writeUnits()).isEqualTo(written);
    assertThat(table.tally().readUnits() - read).isEqualTo(1.0);
  }

  @Test
  void onceHalfTheLeaseIsLeftAHeartbeatWrites() {
    start("a", 180);

    assertThat(expiryAfter(heartbeat("a", 90, 180))).isEqualTo(270);
  }

  @Test
  void twoAndAHalfIntervalsBeforeTheExpiryAHeartbeatWritesThoughMoreThanHalfTheLeaseIsLeft() {
    start("a", 120);

    assertThat(expiryAfter(heartbeat("a", 44.999, 120))).isEqualTo(120);
    assertThat(expiryAfter(heartbeat("a", 45, 120))).isEqualTo(165);
  }

  @Test
  void aLeaseOfThreeIntervalsIsWrittenEveryTimeWithoutAReadBefore() {
    start("a", 90);
    var read = table.tally().readUnits();

    assertThat(expiryAfter(heartbeat("a", 1, 90))).isEqualTo(91);
    assertThat(table.tally().readUnits()).isEqualTo(read);
  }

  @Test
  void aLeaseThatWasPromisedIsConfirmedThoughTheSettingBecameShorter() {
    start("a", 3600);

    assertThat(expiryAfter(heartbeat("a", 30, 180))).isEqualTo(3600);
  }

  @Test
  void aHeartbeatThatTellsOfAPauseWrites() {
    start("a", 180);

    assertThat(expiryAfter(heartbeat("a", 30, 180, new Report.Pauses()))).isEqualTo(210);
    assertThat(expiryAfter(heartbeat("a", 40, 180, new Report.Pauses()))).isEqualTo(210);
    assertThat(expiryAfter(heartbeat("a", 50, 180, new Report.Plays()))).isEqualTo(230);
    assertThat(expiryAfter(heartbeat("a", 60, 180, new Report.Plays(), new Report.IsAt(7))))
        .isEqualTo(230);
  }

  /** An old read may still show the lease from before the leave. */
  @Test
  void aHeartbeatOfAPlayerThatComesBackAlwaysWrites() {
    start("a", 180);
    await(store.read(viewer));
    oldReads.showWhatWasReadLast();
    var leave = new Leave(second(180), Duration.ofSeconds(15));
    await(pastHalf.leave(viewer, id("a", 0), leave, second(20)));

    var back = new Heartbeat(List.of(), Duration.ofMinutes(3), Heartbeat.Sender.RETURNED);

    assertThat(expiryAfter(pastHalf.renew(viewer, id("a", 0), back, second(30)))).isEqualTo(210);
  }

  @Test
  void aStreamThatAReadDoesNotShowYetIsRenewedByTheWrite() {
    start("a", 180);
    oldReads.showNothing();

    assertThat(expiryAfter(heartbeat("a", 30, 180))).isEqualTo(210);
  }

  @Test
  void anEvictionThatEveryReadIsTooOldToShowIsLearnedWithinHalfALease() {
    start("a", 180);
    await(store.read(viewer));
    oldReads.showWhatWasReadLast();
    await(store.end(viewer, id("a", 0), Device.UNNAMED, second(1)));

    assertThat(await(heartbeat("a", 89.999, 180))).isInstanceOf(StreamDecision.Kept.class);
    assertThat(await(heartbeat("a", 90, 180))).isInstanceOf(StreamDecision.Gone.class);
  }

  @Test
  void anEvictionThatAReadShowsIsLearnedAtOnce() {
    start("a", 180);
    await(store.end(viewer, id("a", 0), Device.UNNAMED, second(1)));

    assertThat(await(heartbeat("a", 30, 180))).isInstanceOf(StreamDecision.Gone.class);
  }

  private void start(String name, int leaseSeconds) {
    var rules =
        new Rules(
            new Limit.AtMost(3),
            AtLimit.REFUSE,
            SameDevice.REPLACES,
            Duration.ofSeconds(leaseSeconds));
    await(pastHalf.start(viewer, play(id(name, 0)), rules, second(0)));
  }

  private CompletionStage<StreamDecision.OfRenewal> heartbeat(
      String name, double second, int leaseSeconds, Report... told) {
    var heartbeat = new Heartbeat(List.of(told), Duration.ofSeconds(leaseSeconds));
    return pastHalf.renew(viewer, id(name, 0), heartbeat, second(second));
  }

  /** In seconds after the start. */
  private static double expiryAfter(CompletionStage<StreamDecision.OfRenewal> renewal) {
    return switch (await(renewal)) {
      case StreamDecision.Kept(var member, _) ->
          Duration.between(second(0), member.expiresAt()).toMillis() / 1000.0;
      case StreamDecision.OfRenewal other -> throw new AssertionError(other.toString());
    };
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
