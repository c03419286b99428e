package io.streamgate.store.dynamodb;

import io.streamgate.store.LeaseStore;
import io.streamgate.store.dynamodb.table.Table;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.LongFunction;

/** The store of a simulated node, on simulated time. */
public final class VirtualTime {

  private VirtualTime() {}

  /**
   * Opens the store itself.
   *
   * @param later runs a task after that many milliseconds
   */
  public static LeaseStore store(Table table, Duration retention, LongFunction<Executor> later) {
    return new DynamoDbLeaseStore(table, retention, later::apply);
  }
}
