package io.streamgate.store.dynamodb;

import io.streamgate.store.LeaseStore;
import io.streamgate.store.dynamodb.table.Table;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.LongFunction;

/** The store on a node whose time a simulator lets pass. */
public final class VirtualTime {

  private VirtualTime() {}

  /**
   * The store itself, as it is.
   *
   * @param later runs what it is given so many milliseconds later
   */
  public static LeaseStore store(Table table, Duration retention, LongFunction<Executor> later) {
    return new DynamoDbLeaseStore(table, retention, later::apply);
  }
}
