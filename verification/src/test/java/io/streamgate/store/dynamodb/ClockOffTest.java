package io.streamgate.store.dynamodb;

import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.given.Given.second;
import static io.streamgate.store.dynamodb.node.Answers.await;
import static io.streamgate.store.dynamodb.node.Answers.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.streamgate.engines.DynamoEngine;
import io.streamgate.store.StoreHealth.State;
import io.streamgate.store.dynamodb.table.Observer;
import io.streamgate.store.dynamodb.table.Table;
import io.streamgate.store.dynamodb.table.TableUnusable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A node whose clock is off takes the table's time, and reports that it is at fault. */
@Tag("engine")
final class ClockOffTest {

  private static final Duration RETENTION = Duration.ofDays(30);

  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
  private final Observer observer =
      new Observer(() -> Instant.now().plus(ahead.get()), System::nanoTime, Duration.ofSeconds(15));
  private final DynamoEngine engine = DynamoEngine.dynalite();

  private DynamoDbLeaseStore opened() {
    var table = new Table(engine.client(observer), engine.freshTable(), 100, observer);
    return new DynamoDbLeaseStore(table, RETENTION);
  }

  @Test
  void aNodeThatNobodyAsksFindsOutThatItsClockIsRightAgain() throws TableUnusable {
    try (var store = opened()) {
      store.checkTable(TableCreation.WHEN_ABSENT, WriterRegions.ANY);
      ahead.set(Duration.ofMinutes(1));
      assertThat(store.health().state()).isEqualTo(State.NODE_AT_FAULT);

      ahead.set(Duration.ZERO);
      await(store.sweep(second(0)));

      assertThat(store.health().state()).isEqualTo(State.SERVING);
    }
  }

  @Test
  void whileItsClockIsOffANodeHasTheTablesTime() throws TableUnusable {
    ahead.set(Duration.ofHours(-1));
    try (var store = opened()) {
      store.checkTable(TableCreation.WHEN_ABSENT, WriterRegions.ANY);

      assertThat(observer.clock().instant())
          .isCloseTo(Instant.now(), within(3, ChronoUnit.SECONDS));
    }
  }

  /** The table did not answer at the start, so the time of the first call was read too early. */
  @Test
  void aCallFromBeforeTheOffsetWasKnownIsRejected() {
    ahead.set(Duration.ofHours(1));
    try (var store = opened()) {
      var viewer = freshViewer();
      assertThat(failure(store.read(viewer))).hasMessage("this node's clock is wrong; try again");

      assertThat(await(store.read(viewer)).members()).isEmpty();
    }
  }
}
