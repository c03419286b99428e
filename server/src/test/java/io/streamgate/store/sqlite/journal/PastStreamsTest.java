package io.streamgate.store.sqlite.journal;

import static io.streamgate.given.Given.VIEWER;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.store.HistoryPage;
import io.streamgate.store.StoreUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads history concurrently with the writer. */
final class PastStreamsTest {

  @TempDir Path directory;

  private CompletableFuture<?> page(PastStreams past) {
    return past.page(VIEWER, HistoryPage.newest(1), second(0));
  }

  private static void failsWith(CompletableFuture<?> read, String message) {
    assertThat(read)
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableThat()
        .withCauseInstanceOf(StoreUnavailable.class)
        .withMessageContaining(message);
  }

  @Test
  void aConnectionThatFailedIsNotUsedAgain() throws IOException, SQLException {
    var file = directory.resolve("streamgate.db");
    try (var empty = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = empty.createStatement()) {
      statement.execute("CREATE TABLE other (x)");
    }
    try (var past = new PastStreams(Database.in(directory), 10)) {
      failsWith(page(past), "history cannot be read");
      Files.delete(file);
      Database.in(directory).first().close();

      assertThat(page(past)).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(List.of());
    }
  }

  @Test
  void whoAsksWhileTooManyReadsWaitIsRefused() throws SQLException {
    Database.in(directory).first().close();
    var answering = new CountDownLatch(1);
    var past = new PastStreams(Database.in(directory), 1);
    var first = past.find(VIEWER, id("a", 0), second(0), found -> awaited(answering, found));
    var second = untilItWaits(past);

    failsWith(page(past), "too many reads wait for the disk");
    answering.countDown();
    assertThat(first).succeedsWithin(Duration.ofSeconds(20));
    assertThat(second).succeedsWithin(Duration.ofSeconds(20));
    past.close();
    failsWith(page(past), "the store is closed");
  }

  /** The first read may still be in the queue, which then has no room for a second one. */
  private CompletableFuture<?> untilItWaits(PastStreams past) {
    var deadline = System.nanoTime() + 20_000_000_000L;
    var read = page(past);
    while (read.isCompletedExceptionally() && System.nanoTime() < deadline) {
      Thread.onSpinWait();
      read = page(past);
    }
    return read;
  }

  @Test
  void aCloseThatIsInterruptedSaysSo() throws SQLException {
    Database.in(directory).first().close();
    var answering = new CountDownLatch(1);
    var past = new PastStreams(Database.in(directory), 1);
    var first = past.find(VIEWER, id("a", 0), second(0), found -> awaited(answering, found));
    Thread.currentThread().interrupt();

    past.close();

    assertThat(Thread.interrupted()).isTrue();
    answering.countDown();
    assertThat(first).succeedsWithin(Duration.ofSeconds(20));
    past.close();
  }

  private static <T> T awaited(CountDownLatch latch, T value) {
    try {
      latch.await();
      return value;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
