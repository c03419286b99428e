package io.streamgate.store.dynamodb;

import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.Given.unlimited;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.engines.DynamoEngine;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.Rules;
import io.streamgate.store.AuditTrail;
import io.streamgate.store.HistoryPage;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.contract.LeaseStoreContract;
import io.streamgate.store.dynamodb.table.Observer;
import io.streamgate.store.dynamodb.table.Table;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The promises of every store, on DynamoDB. */
abstract class DynamoDbLeaseStoreContract extends LeaseStoreContract {

  private static final int IN_FLIGHT = 1_000;

  /** A call takes a millisecond here: unless it is a full test run, one round replaces fifty. */
  private static final int ROUNDS_TO_ONE = Boolean.getBoolean("streamgate.test.all") ? 5 : 50;

  private final DynamoEngine engine;
  private final String table;

  DynamoDbLeaseStoreContract(DynamoEngine engine) {
    this.engine = engine;
    this.table = engine.freshTable();
  }

  @Override
  protected LeaseStore openStore() {
    var observer = new Observer(Clock.systemUTC(), System::nanoTime, Duration.ofSeconds(15));
    return new DynamoDbLeaseStore(
        new Table(engine.client(observer), table, IN_FLIGHT, observer), RETENTION);
  }

  @Override
  protected AuditTrail auditOf(LeaseStore store) {
    throw new UnsupportedOperationException("the store dynamodb has no audit yet");
  }

  @Override
  protected boolean hasUpkeep() {
    return false;
  }

  @Override
  protected int rounds(int inMemory) {
    return Math.max(10, inMemory / ROUNDS_TO_ONE);
  }

  /**
   * Each of a hundred streams has its clauses in one update, and expressions have a maximum length.
   */
  @Test
  void aHundredStreamsAreTheMostAndOneStartCanDisplaceThemAll() {
    var viewer = freshViewer();
    try (var store = openStore()) {
      for (var stream = 0; stream < 100; stream++) {
        assertThat(start(store, viewer, "tv" + stream + "/a", stream * 0.001, unlimited()))
            .isInstanceOf(StartDecision.Admitted.class);
      }
      assertThat(start(store, viewer, "one-more/a", 1, unlimited()))
          .isInstanceOfSatisfying(
              StartDecision.Refused.class, refused -> assertThat(refused.live()).hasSize(100));

      assertThat(start(store, viewer, "later/a", 200, limit(1)))
          .isInstanceOfSatisfying(
              StartDecision.Admitted.class, admitted -> assertThat(admitted.ended()).hasSize(100));
      assertThat(await(store.read(viewer)).members()).hasSize(1);
      assertThat(await(store.history(viewer, HistoryPage.newest(201), second(200)))).hasSize(100);
    }
  }

  private static StartDecision start(
      LeaseStore store, ViewerId viewer, String name, double second, Rules rules) {
    return await(store.start(viewer, play(id(name, second)), rules, second(second)));
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
