package io.streamgate.telemetry;

import ch.qos.logback.core.joran.spi.ConsoleTarget;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes lines to an output, on a thread of its own. The output may block forever, like a pipe that
 * nobody reads: no other thread waits for it. Thread-safe.
 */
public final class LogOutput {

  /** The system property with the number of bytes that may wait for stdout. */
  public static final String QUEUE = "streamgate.log.queue";

  private static final int DEFAULT_QUEUE_BYTES = 1 << 20;

  private static final LogOutput STDOUT =
      new LogOutput(
          ConsoleTarget.SystemOut.getStream(),
          Integer.getInteger(QUEUE, DEFAULT_QUEUE_BYTES),
          DropReport::dropped);

  private final OutputStream output;
  private final LineQueue queue;
  private final LongConsumer report;
  private final Thread thread;

  /**
   * Starts the thread.
   *
   * @param report is called on the thread, after lines were dropped, as soon as the output takes
   *     lines again; a line that it adds is never dropped
   */
  LogOutput(OutputStream output, int queueBytes, LongConsumer report) {
    this.output = output;
    this.queue = new LineQueue(queueBytes);
    this.report = report;
    this.thread = Thread.ofPlatform().daemon().name("streamgate-log").unstarted(this::write);
    thread.start();
  }

  /** The stdout of this process. */
  public static LogOutput stdout() {
    return STDOUT;
  }

  /** Adds a line, or drops it if too many wait. Never blocks. */
  void add(byte[] line) {
    if (Thread.currentThread().equals(thread)) {
      queue.force(line);
    } else {
      queue.add(line);
    }
  }

  /** Adds a line that is not the log's; returns false if too many wait. Never blocks. */
  public boolean offer(byte[] line) {
    return queue.offer(line);
  }

  /** How many lines were dropped. */
  public long dropped() {
    return queue.dropped();
  }

  /** Waits until all lines are written, but not longer than {@code atMost}. */
  public void flush(Duration atMost) {
    try {
      var _ = queue.awaitWritten(atMost);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    try {
      while (true) {
        write(queue.take());
        var dropped = queue.takeUnreported();
        if (dropped > 0) {
          report.accept(dropped);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody interrupts it
    }
  }

  private void write(List<byte[]> batch) {
    try {
      for (var line : batch) {
        output.write(line);
      }
      output.flush();
      queue.written(batch);
    } catch (IOException e) {
      queue.failed(batch);
    }
  }

  /** Separate, because the logger does not exist yet while Logback is being configured. */
  private static final class DropReport {

    private static final Logger LOG = LoggerFactory.getLogger(LogOutput.class);

    private DropReport() {}

    static void dropped(long count) {
      LOG.atWarn().addKeyValue("count", count).log("log lines dropped");
    }
  }
}
