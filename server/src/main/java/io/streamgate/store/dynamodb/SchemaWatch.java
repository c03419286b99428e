package io.streamgate.store.dynamodb;

import io.streamgate.store.StoreHealth;
import io.streamgate.store.StoreHealth.State;
import io.streamgate.store.dynamodb.table.Schema;
import io.streamgate.store.dynamodb.table.Schema.TableState;
import io.streamgate.store.dynamodb.table.Table;
import io.streamgate.store.dynamodb.table.TableUnusable;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the table at the start, and then until it is known to be usable. */
final class SchemaWatch {

  private static final Logger LOG = LoggerFactory.getLogger(SchemaWatch.class);

  private final Table table;
  private final Schema schema;
  private volatile TableCreation creation = TableCreation.NEVER;
  private volatile WriterRegions writers = WriterRegions.ANY;
  private volatile @Nullable String problem;
  private volatile boolean isUsable;

  SchemaWatch(Table table) {
    this.table = table;
    this.schema = table.schema();
  }

  /** The health of the table, and of this node's clock, whose offset its responses show. */
  StoreHealth health() {
    if (table.clock().isOff()) {
      var ahead = table.clock().ahead().toMillis();
      return health(
          State.NODE_AT_FAULT, "this node's clock is %d ms ahead of the table's".formatted(ahead));
    }
    return table
        .fault()
        .or(this::problem)
        .map(found -> health(State.SHARED_AT_FAULT, found))
        .orElseGet(() -> health(State.SERVING, "in table " + table.name()));
  }

  static StoreHealth health(State state, String detail) {
    return new StoreHealth(state, detail, new StoreHealth.Census.Unknown());
  }

  /** Why the table is not usable, or not known to be; empty if it is usable. */
  private Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /** Checks or creates the table, and waits; throws if it is missing or not usable as it is. */
  void checkAtStart(TableCreation whether, WriterRegions from) throws TableUnusable {
    creation = whether;
    writers = from;
    var state = look().toCompletableFuture().join();
    apply(state);
    if (!isUsable && !(state instanceof TableState.Unreachable)) {
      throw new TableUnusable(problem().orElseThrow());
    }
  }

  CompletionStage<Void> checkAgain() {
    return isUsable ? CompletableFuture.completedStage(null) : look().thenAccept(this::apply);
  }

  private CompletionStage<TableState> look() {
    return switch (creation) {
      case NEVER -> schema.check();
      case WHEN_ABSENT -> schema.create();
    };
  }

  private void apply(TableState state) {
    switch (state) {
      case TableState.Fits() -> reportUsable();
      case TableState.WithoutTimeToLive() -> {
        reportUsable();
        LOG.warn("table {} has no time to live; its items never expire", table.name());
      }
      case TableState.LastWriterWins() when writers == WriterRegions.ONE -> {
        reportUsable();
        LOG.warn("table {} is a global table; only nodes of one Region may use it", table.name());
      }
      case TableState.LastWriterWins() ->
          reportProblem(
              "table %s is a global table in which the last writer wins, so nodes of two Regions"
                      .formatted(table.name())
                  + " would admit too many streams: use a table with strong consistency across"
                  + " Regions, or set STREAMGATE_SINGLE_WRITER_REGION=true if only nodes of one"
                  + " Region use it");
      case TableState.Absent() ->
          reportProblem(
              "table %s does not exist: create it with Terraform,".formatted(table.name())
                  + " or set STREAMGATE_CREATE_TABLE=true");
      case TableState.Wrong(var why) -> reportProblem(why);
      case TableState.Unreachable(var why) -> reportProblem(why);
    }
  }

  private void reportProblem(String why) {
    if (!why.equals(problem)) {
      LOG.warn("{}; retrying until the table is usable", why);
    }
    problem = why;
  }

  private void reportUsable() {
    if (problem != null) {
      LOG.info("table {} is usable", table.name());
    }
    problem = null;
    isUsable = true;
  }
}
