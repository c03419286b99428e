package io.streamgate.store.dynamodb.table;

import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/** What the table was asked and what that cost, since the start. Any thread may read and add. */
public final class Tally {

  private final LongAdder calls = new LongAdder();
  private final LongAdder attempts = new LongAdder();
  private final LongAdder conflicts = new LongAdder();
  private final DoubleAdder readUnits = new DoubleAdder();
  private final DoubleAdder writeUnits = new DoubleAdder();

  Tally() {}

  void called() {
    calls.increment();
  }

  void attempted() {
    attempts.increment();
  }

  /** An update whose condition did not hold; it costs what it would have cost, unreported. */
  void conflicted() {
    conflicts.increment();
  }

  /** Nothing where the table does not say. */
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

  /** Calls, each of one attempt or more. */
  public long calls() {
    return calls.sum();
  }

  /** Attempts after a call's first. */
  public long retries() {
    return Math.max(0, attempts.sum() - calls.sum());
  }

  /** Updates whose condition did not hold. */
  public long conflicts() {
    return conflicts.sum();
  }

  /** Read request units, as the table reports them. */
  public double readUnits() {
    return readUnits.sum();
  }

  /** Write request units, as the table reports them: those of conflicts are not among them. */
  public double writeUnits() {
    return writeUnits.sum();
  }
}
