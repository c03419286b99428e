package io.streamgate.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The log on an output that blocks, like a pipe that nobody reads. It once blocked the thread that
 * logged a line, then all others that logged one, and the shutdown.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class LogOutputTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration INSTANT = Duration.ofMillis(1);

  private final Pipe pipe = new Pipe();
  private final LinkedBlockingQueue<Long> reports = new LinkedBlockingQueue<>();

  /** Blocks all writes until it is read. */
  private static final class Pipe extends OutputStream {

    private final CountDownLatch read = new CountDownLatch(1);
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Override
    public void write(int b) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void write(byte[] bytes) throws IOException {
      try {
        read.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      written.write(bytes);
    }

    String text() {
      return written.toString(UTF_8);
    }
  }

  @AfterEach
  void endTheThreadOfTheTest() {
    pipe.read.countDown();
  }

  private LogOutput output(int queueBytes) {
    return new LogOutput(pipe, queueBytes, reports::add);
  }

  private static void addLines(LogOutput output, int count) {
    for (var line = 0; line < count; line++) {
      output.add("123456789\n".getBytes(UTF_8));
    }
  }

  @Test
  void linesBeyondTheQueueAreDroppedAndCountedAndNobodyWaits() {
    var output = output(100);

    addLines(output, 1_000);

    assertThat(output.dropped()).isEqualTo(990);
    pipe.read.countDown();
    output.flush(PATIENCE);
    assertThat(pipe.text()).isEqualTo("123456789\n".repeat(10));
  }

  @Test
  void theDroppedLinesAreReportedOnceTheOutputIsReadAgain() throws InterruptedException {
    var output = output(100);
    addLines(output, 1_000);
    assertThat(reports).isEmpty();

    pipe.read.countDown();

    assertThat(reports.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(990);
    addLines(output, 1);
    output.flush(PATIENCE);
    assertThat(reports).isEmpty();
    assertThat(output.dropped()).isEqualTo(990);
  }

  @Test
  void theReportItselfIsNeverDropped() throws InterruptedException {
    var made = new LinkedBlockingQueue<LogOutput>();
    var output =
        new LogOutput(
            pipe,
            100,
            count -> {
              var self = made.remove();
              addLines(self, 10); // a busy thread would be faster than the report
              self.add("dropped\n".getBytes(UTF_8));
              reports.add(count);
            });
    made.add(output);
    addLines(output, 11);

    pipe.read.countDown();

    assertThat(reports.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(1);
    output.flush(PATIENCE);
    assertThat(pipe.text()).endsWith("dropped\n");
    assertThat(output.dropped()).isEqualTo(1);
  }

  @Test
  void aShutdownDoesNotWaitForAnOutputThatIsNotRead() {
    var output = output(100);
    addLines(output, 1);

    output.flush(INSTANT);

    assertThat(pipe.text()).isEmpty();
  }

  @Test
  void aShutdownWaitsForTheLinesThatAreBeingWritten() {
    var output = output(100_000);
    addLines(output, 5_000);
    pipe.read.countDown();

    output.flush(PATIENCE);

    assertThat(pipe.text()).hasLineCount(5_000);
    assertThat(output.dropped()).isZero();
  }

  @Test
  void linesThatTheOutputRejectsAreCountedAndNotReported() {
    var closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    var output = new LogOutput(closed, 100, reports::add);

    addLines(output, 1);
    output.flush(PATIENCE);
    addLines(output, 1);
    output.flush(PATIENCE);

    assertThat(output.dropped()).isEqualTo(2);
    assertThat(reports).isEmpty();
  }

  @Test
  void aThreadThatLogsDoesNotWaitForTheOutput() {
    var context = new LoggerContext();
    var output = output(100);
    var appender = new NonBlockingAppender(LogSetup.encoder(context), output);
    appender.setContext(context);
    appender.start();
    var logger = context.getLogger(Logger.ROOT_LOGGER_NAME);
    logger.addAppender(appender);

    for (var line = 0; line < 100; line++) {
      logger.info("line {}", line);
    }

    assertThat(output.dropped()).isGreaterThan(90);
    pipe.read.countDown();
    output.flush(PATIENCE);
    assertThat(pipe.text()).contains("line 0").doesNotContain("line 99");
  }
}
