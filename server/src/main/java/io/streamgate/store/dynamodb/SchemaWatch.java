package io.streamgate.store.dynamodb;

import io.streamgate.store.dynamodb.table.Schema;
import io.streamgate.store.dynamodb.table.Schema.Finding;
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
  private volatile Creation creation = Creation.NEVER;
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
  void begin(Creation told) throws TableUnusable {
    creation = told;
    var finding = look().toCompletableFuture().join();
    heed(finding);
    switch (finding) {
      case Finding.Absent() -> throw new TableUnusable(absent());
      case Finding.Wrong(var why) -> throw new TableUnusable(why);
      case Finding.Fits _, Finding.WithoutTimeToLive _, Finding.Unreachable _ -> {}
    }
  }

  /** Looks again, if the last look did not settle it. */
  CompletionStage<Void> again() {
    return isSettled ? CompletableFuture.completedStage(null) : look().thenAccept(this::heed);
  }

  private CompletionStage<Finding> look() {
    return switch (creation) {
      case NEVER -> schema.check();
      case WHEN_ABSENT -> schema.create();
    };
  }

  private void heed(Finding finding) {
    switch (finding) {
      case Finding.Fits() -> settle();
      case Finding.WithoutTimeToLive() -> {
        settle();
        LOG.warn("table {} has no time to live: nothing is ever dropped from it", table);
      }
      case Finding.Absent() -> isConcern(absent());
      case Finding.Wrong(var why) -> isConcern(why);
      case Finding.Unreachable(var why) -> isConcern(why);
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
