package io.streamgate.store.dynamodb;

import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.store.dynamodb.node.Answers.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.streamgate.engines.DynamoEngine;
import io.streamgate.lease.Heartbeat;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.Sid;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Member;
import io.streamgate.store.dynamodb.table.Observer;
import io.streamgate.store.dynamodb.table.Table;
import io.streamgate.store.shared.PastHalf;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A node whose clock is an hour ahead, and that does not know it, has started a stream. Other nodes
 * judge its lease as if it began now, and write that: the viewer is not locked out for the hour.
 */
@Tag("engine")
final class FutureLeaseTest {

  private static final Duration RETENTION = Duration.ofDays(30);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final long LEASE_S = 90;

  private final DynamoEngine engine = DynamoEngine.dynalite();
  private final Observer observer =
      new Observer(Clock.systemUTC(), System::nanoTime, Duration.ofSeconds(15));
  private final DynamoDbLeaseStore store =
      new DynamoDbLeaseStore(
          new Table(engine.client(observer), engine.freshTable(), 100, observer), RETENTION);
  private final ViewerId viewer = freshViewer();
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final StreamId phantom = id("phantom", HOUR);

  @AfterEach
  void close() {
    store.close();
  }

  private StreamId id(String name, Duration later) {
    return StreamId.of(now.plus(later), Sid.ofKey(viewer, Device.UNNAMED, name));
  }

  private StartDecision start(StreamId id, Duration later) {
    return await(store.start(viewer, play(id), limit(1), now.plus(later)));
  }

  private Instant expiry() {
    return await(store.read(viewer)).members().getFirst().expiresAt();
  }

  @Test
  void itsLeaseEndsALeaseFromNow() {
    start(phantom, HOUR);

    var found = (Member) await(store.find(viewer, phantom, now)).orElseThrow();
    assertThat(found.expiresAt())
        .isCloseTo(now.plusSeconds(LEASE_S), within(10, ChronoUnit.SECONDS));
  }

  @Test
  void itsSlotIsFreeALeaseAfterTheFirstRefusal() {
    start(phantom, HOUR);

    assertThat(start(id("b", Duration.ZERO), Duration.ZERO))
        .isInstanceOfSatisfying(
            StartDecision.Refused.class,
            refused ->
                assertThat(refused.availableAt())
                    .isCloseTo(now.plusSeconds(LEASE_S), within(10, ChronoUnit.SECONDS)));

    var aLeaseLater = Duration.ofSeconds(LEASE_S + 10);
    assertThat(start(id("c", aLeaseLater), aLeaseLater)).isInstanceOf(StartDecision.Admitted.class);
  }

  @Test
  void itsOwnHeartbeatReplacesTheLease() {
    start(phantom, HOUR);

    var answer = await(store.renew(viewer, phantom, heartbeat(), now.plusSeconds(3)));

    assertThat(answer).isInstanceOf(StreamDecision.Kept.class);
    assertThat(expiry()).isEqualTo(now.plusSeconds(3 + LEASE_S));
  }

  @Test
  void aRepeatedStartReplacesTheLease() {
    start(phantom, HOUR);

    var again = start(id("phantom", Duration.ofSeconds(3)), Duration.ofSeconds(3));

    assertThat(again).isInstanceOf(StartDecision.Replayed.class);
    assertThat(expiry()).isEqualTo(now.plusSeconds(3 + LEASE_S));
  }

  /** A heartbeat that is answered by a read would leave the lease as it is. */
  @Test
  void aHeartbeatIsWrittenThoughItsLeaseHasLongToGo() {
    start(phantom, HOUR);

    var longer = new Heartbeat(List.of(), Duration.ofMinutes(10));
    await(new PastHalf(store, Duration.ofSeconds(30)).renew(viewer, phantom, longer, now));

    assertThat(expiry()).isCloseTo(now.plusSeconds(600), within(5, ChronoUnit.SECONDS));
    assertThat(await(store.read(viewer)).members().getFirst().lastSeenAt())
        .isCloseTo(now, within(5, ChronoUnit.SECONDS));
  }
}
