package io.streamgate.store.dynamodb;

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

/**
 * Whether the table has been seen to have the right form. A table that cannot be reached at the
 * start may be right: it is looked at again until it answers.
 */
final class SchemaWatch {

  private static final Logger LOG = LoggerFactory.getLogger(SchemaWatch.class);

  private final String table;
  private final Schema schema;
  private volatile TableCreation creation = TableCreation.NEVER;
  private volatile @Nullable String concern;
  private volatile boolean isSettled;

  SchemaWatch(Table table) {
    this.table = table.name();
    this.schema = table.schema();
  }

  /** What is wrong with the table, or nothing. */
  Optional<String> concern() {
    return Optional.ofNullable(concern);
  }

  /**
   * Looks at the table, or has it created, and waits for the answer.
   *
   * @throws TableUnusable where it is there and will not do, or is not there
   */
  void begin(TableCreation told) throws TableUnusable {
    creation = told;
    var finding = look().toCompletableFuture().join();
    apply(finding);
    switch (finding) {
      case TableState.Absent() -> throw new TableUnusable(absent());
      case TableState.Wrong(var why) -> throw new TableUnusable(why);
      case TableState.Fits _, TableState.WithoutTimeToLive _, TableState.Unreachable _ -> {}
    }
  }

  /** Looks again, if the last look did not settle it. */
  CompletionStage<Void> again() {
    return isSettled ? CompletableFuture.completedStage(null) : look().thenAccept(this::apply);
  }

  private CompletionStage<TableState> look() {
    return switch (creation) {
      case NEVER -> schema.check();
      case WHEN_ABSENT -> schema.create();
    };
  }

  private void apply(TableState finding) {
    switch (finding) {
      case TableState.Fits() -> settle();
      case TableState.WithoutTimeToLive() -> {
        settle();
        LOG.warn("table {} has no time to live: nothing is ever dropped from it", table);
      }
      case TableState.Absent() -> isConcern(absent());
      case TableState.Wrong(var why) -> isConcern(why);
      case TableState.Unreachable(var why) -> isConcern(why);
    }
  }

  private String absent() {
    return "there is no table %s: create it with Terraform, or set STREAMGATE_CREATE_TABLE=true"
        .formatted(table);
  }

  private void isConcern(String why) {
    if (!why.equals(concern)) {
      LOG.warn("{}; it is looked at again until it will do", why);
    }
    concern = why;
  }

  private void settle() {
    if (concern != null) {
      LOG.info("table {} answers and is as it should be", table);
    }
    concern = null;
    isSettled = true;
  }
}
