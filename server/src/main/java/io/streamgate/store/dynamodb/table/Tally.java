package io.streamgate.store.dynamodb.table;

import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/** The calls to the table since the start, and their cost. Any thread may call. */
public final class Tally {

  final LongAdder calls = new LongAdder();
  final LongAdder attempts = new LongAdder();
  final LongAdder conflicts = new LongAdder();
  private final DoubleAdder readUnits = new DoubleAdder();
  private final DoubleAdder writeUnits = new DoubleAdder();

  Tally() {}

  void consumedByRead(ConsumedCapacity capacity) {
    readUnits.add(units(capacity));
  }

  void consumedByWrite(ConsumedCapacity capacity) {
    writeUnits.add(units(capacity));
  }

  private static double units(ConsumedCapacity capacity) {
    var units = capacity == null ? null : capacity.capacityUnits();
    return units == null ? 0 : units;
  }

  /** Calls, each of at least one attempt. */
  public long calls() {
    return calls.sum();
  }

  /** Attempts after the first of a call. */
  public long retries() {
    return Math.max(0, attempts.sum() - calls.sum());
  }

  /** Updates whose condition failed. */
  public long conflicts() {
    return conflicts.sum();
  }

  /** Read request units, as the table reports them. */
  public double readUnits() {
    return readUnits.sum();
  }

  /** Write request units, as the table reports them: without those of conflicts. */
  public double writeUnits() {
    return writeUnits.sum();
  }
}
