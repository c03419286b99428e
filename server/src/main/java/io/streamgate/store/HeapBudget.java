package io.streamgate.store;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * The heap that the streams in memory may take, and the heap that they take, as estimated by {@link
 * Footprint}. Without a limit, a flood of starts by ever new viewers ends the process. Thread-safe.
 *
 * <p>Checking and adding are separate steps, so concurrent calls can exceed the limit by one change
 * each.
 */
public final class HeapBudget {

  /** The part of the heap that the server needs without any stream. */
  private static final long SERVER_BYTES = 32L << 20;

  private static final int SMALLEST_SHARE = 8;

  private final long limit;
  private final AtomicLong used = new AtomicLong();
  private final LongAdder rejections = new LongAdder();

  /** A budget of {@code limit} bytes. */
  public HeapBudget(long limit) {
    this.limit = limit;
  }

  /**
   * The budget of a process with a heap of that size: half of what the server does not need, but at
   * least an eighth. The other half is for requests, garbage and the limit of starts.
   */
  public static HeapBudget ofHeap(long heapBytes) {
    return new HeapBudget(Math.max((heapBytes - SERVER_BYTES) / 2, heapBytes / SMALLEST_SHARE));
  }

  /** The budget of this process. */
  public static HeapBudget ofThisProcess() {
    return ofHeap(Runtime.getRuntime().maxMemory());
  }

  /** Whether a change may add that many bytes; if not, this is counted as a rejection. */
  public boolean allows(long growth) {
    if (growth <= 0 || used.get() + growth <= limit) {
      return true;
    }
    rejections.increment();
    return false;
  }

  /** Adds to what is used, or frees with a negative number. */
  public void add(long bytes) {
    if (bytes != 0) {
      used.addAndGet(bytes);
    }
  }

  /** The limit in bytes. */
  public long limit() {
    return limit;
  }

  /** The estimated bytes in use. */
  public long used() {
    return used.get();
  }

  /** How many changes were rejected. */
  public long rejections() {
    return rejections.sum();
  }

  /** The cause of a rejection, for operators. */
  public String full() {
    return "the streams in memory take their share of the heap, " + limit + " bytes";
  }
}
