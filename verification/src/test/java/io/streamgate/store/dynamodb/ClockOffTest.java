package io.streamgate.store.dynamodb;

import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.given.Given.second;
import static io.streamgate.store.dynamodb.node.Answers.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.engines.DynamoEngine;
import io.streamgate.store.StoreHealth.State;
import io.streamgate.store.dynamodb.table.Observer;
import io.streamgate.store.dynamodb.table.Table;
import io.streamgate.store.dynamodb.table.TableUnusable;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A node whose clock is off reports that it is at fault, until its clock is right again. */
@Tag("engine")
final class ClockOffTest {

  private static final Duration RETENTION = Duration.ofDays(30);

  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
  private final Observer observer = new Observer(() -> Instant.now().plus(ahead.get()));

  @Test
  void aNodeThatNobodyAsksFindsOutThatItsClockIsRightAgain() throws TableUnusable {
    var engine = DynamoEngine.dynalite();
    var table = new Table(engine.client(observer), engine.freshTable(), 100, observer);
    try (var store = new DynamoDbLeaseStore(table, RETENTION)) {
      store.checkTable(TableCreation.WHEN_ABSENT);
      ahead.set(Duration.ofMinutes(1));
      for (var answer = 0; answer < 3; answer++) {
        await(store.read(freshViewer()));
      }
      assertThat(store.health().state()).isEqualTo(State.NODE_AT_FAULT);

      ahead.set(Duration.ZERO);
      await(store.sweep(second(0)));

      assertThat(store.health().state()).isEqualTo(State.SERVING);
    }
  }
}
