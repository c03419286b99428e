package io.streamgate.telemetry;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lines that wait for an output. Bounded in bytes: a line that does not fit is dropped and counted,
 * so that adding never blocks. Thread-safe.
 */
final class LineQueue {

  /** About a buffer of an output stream. */
  private static final int BATCH_BYTES = 8_192;

  private final int maxBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition added = lock.newCondition();
  private final Condition done = lock.newCondition();
  private final ArrayDeque<byte[]> lines = new ArrayDeque<>(); // all below are guarded by lock
  private int bytes;
  private long dropped;
  private long reported;

  LineQueue(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Adds a line, or drops it if it does not fit. */
  void add(byte[] line) {
    lock.lock();
    try {
      if (line.length > maxBytes - bytes) {
        dropped++;
      } else {
        append(line);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Adds a line even if it does not fit. */
  void force(byte[] line) {
    lock.lock();
    try {
      append(line);
    } finally {
      lock.unlock();
    }
  }

  /** Adds a line; returns false if it does not fit. */
  boolean offer(byte[] line) {
    lock.lock();
    try {
      var fits = line.length <= maxBytes - bytes;
      if (fits) {
        append(line);
      }
      return fits;
    } finally {
      lock.unlock();
    }
  }

  private void append(byte[] line) {
    lines.add(line);
    bytes += line.length;
    added.signal();
  }

  /**
   * Takes the oldest lines, at least one and about {@value #BATCH_BYTES} bytes. Blocks until there
   * is one. They count as waiting until {@link #written} or {@link #failed}.
   */
  List<byte[]> take() throws InterruptedException {
    lock.lock();
    try {
      while (lines.isEmpty()) {
        added.await();
      }
      var batch = new ArrayList<byte[]>();
      for (var size = 0; size < BATCH_BYTES && !lines.isEmpty(); ) {
        var line = lines.remove();
        size += line.length;
        batch.add(line);
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /** Frees the room of a batch that was written. */
  void written(List<byte[]> batch) {
    lock.lock();
    try {
      bytes -= batch.stream().mapToInt(line -> line.length).sum();
      done.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Counts a batch as dropped. Not reported, because the report would fail like the batch. */
  void failed(List<byte[]> batch) {
    lock.lock();
    try {
      dropped += batch.size();
      reported += batch.size();
      written(batch);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until all lines are written; returns false if that takes longer. */
  boolean awaitWritten(Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      var nanos = atMost.toNanos();
      while (bytes > 0 && nanos > 0) {
        nanos = done.awaitNanos(nanos);
      }
      return bytes == 0;
    } finally {
      lock.unlock();
    }
  }

  /** How many lines were dropped. */
  long dropped() {
    lock.lock();
    try {
      return dropped;
    } finally {
      lock.unlock();
    }
  }

  /** How many lines were dropped since the last call, apart from those that failed. */
  long takeUnreported() {
    lock.lock();
    try {
      var unreported = dropped - reported;
      reported = dropped;
      return unreported;
    } finally {
      lock.unlock();
    }
  }
}
