package io.streamgate.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.streamgate.lease.StartDecision;
import io.streamgate.store.StoreHealth.State;
import io.streamgate.store.sqlite.ScriptedJournal.Fate;
import io.streamgate.store.sqlite.directory.DataDirectoryUnusable;
import io.streamgate.store.sqlite.journal.DataFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The state after a store is closed, stops by itself, or was never opened. */
final class SqliteStopTest extends SqliteFixture {

  private static boolean ends(Thread thread) {
    try {
      return thread.join(Duration.ofSeconds(20));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aStoreThatIsClosedWhileMembershipIsReadBackEnds() {
    start("a", 0);
    var closing = Thread.ofPlatform().unstarted(store::close);
    journal().duringNextLoad(() -> awaitWaiting(closing));
    journal().next(Fate.FAILS_BEFORE);
    failure(starting("b", 1));
    closing.start();

    assertThat(ends(closing)).isTrue();
    assertThat(failure(starting("c", 2)).mayHaveHappened()).isFalse();
  }

  @Test
  void aStoreWhoseWriterStoppedTakesNothingMoreAndSaysWhatToDo() {
    var writer = writerThread();
    writer.interrupt();
    assertThat(ends(writer)).isTrue();

    assertThat(failure(starting("a", 0)).mayHaveHappened()).isFalse();
    assertThat(store.health().state()).isEqualTo(State.NODE_AT_FAULT);
    assertThat(store.health().detail()).isEqualTo("the writer has stopped; restart this process");
  }

  @Test
  void aStoreThatIsClosedInOrderLogsNoError() {
    var logger = (Logger) LoggerFactory.getLogger(Writer.class);
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    logger.addAppender(lines);

    store.close();

    logger.detachAppender(lines);
    assertThat(lines.list).isEmpty();
  }

  /** The writer is still running, and would conflict with another store in the directory. */
  @Test
  void aCloseThatIsInterruptedLeavesTheDirectoryClaimed() {
    var writing = journal();
    writing.hold();
    var started = starting("a", 0);
    Thread.currentThread().interrupt();

    store.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThatThrownBy(() -> opened(directory, 1, 10))
        .isInstanceOf(DataDirectoryUnusable.class)
        .hasMessageContaining("is in use by process");
    writing.letGo();
    assertThat(await(started)).isInstanceOf(StartDecision.Admitted.class);
  }

  @Test
  void aClosedStoreHasNoFileOfItsDirectoryOpen() throws IOException {
    start("a", 0);
    await(ending(id("a", 0), 1));
    assertThat(history(2)).hasSize(1);
    failOneCommit(Fate.FAILS_BEFORE, () -> starting("b", 3));
    assertThat(DataFiles.open(directory)).isNotEmpty();

    store.close();

    assertThat(DataFiles.open(directory)).isEmpty();
  }

  /** The connection that reads history is open longer, and cannot checkpoint the log. */
  @Test
  void aClosedStoreHasAllOfItsLogInTheDatabase() {
    start("a", 0);
    await(ending(id("a", 0), 1));
    assertThat(history(2)).hasSize(1);

    store.close();

    var log = directory.resolve("streamgate.db-wal").toFile();
    assertThat(log.length()).isZero(); // also for a file that does not exist
  }

  @Test
  void aStoreThatDoesNotOpenLeavesNoFileOfItsDirectoryOpenAndNoLock()
      throws IOException, SQLException {
    store.close();
    var room = Files.createDirectory(directory.resolve("streamgate.room"));
    assertRefused();
    Files.delete(room);

    execute(
        "INSERT INTO live (seq, viewer, stream, position_ms, details)"
            + " VALUES (7, 'viewer', 'no id', 0, '{}')");
    assertRefused();
    execute("DELETE FROM live");

    execute("PRAGMA user_version = 2");
    assertRefused();
    execute("PRAGMA user_version = 1");

    open(1, 10);
    assertThat(start("a", 1)).isInstanceOf(StartDecision.Admitted.class);
  }

  private void assertRefused() throws IOException {
    assertThatThrownBy(() -> opened(directory, 1, 10)).isInstanceOf(DataDirectoryUnusable.class);
    assertThat(DataFiles.open(directory)).isEmpty();
  }

  private void execute(String sql) throws SQLException {
    var url = "jdbc:sqlite:" + directory.resolve("streamgate.db");
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void closingCommitsWhatWasAccepted() {
    journal().hold();
    var started = starting("a", 0);
    var closing = Thread.ofPlatform().start(store::close);
    journal().letGo();
    try {
      closing.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }

    assertThat(await(started)).isInstanceOf(StartDecision.Admitted.class);
    assertThat(directory.resolve("streamgate.db-wal")).doesNotExist();
    open(1, 10);
    assertThat(memberIds()).containsExactly(id("a", 0));
  }

  @Test
  void aStoreWhoseDiskTakesNothingCanBeClosed() {
    journal().failTries(Integer.MAX_VALUE);
    journal().next(Fate.FAILS_BEFORE);
    failure(starting("a", 0));
    journal().awaitFailedTry();

    store.close();

    assertThat(failure(starting("a", 1)).mayHaveHappened()).isFalse();
  }

  @Test
  void aStoreThatCannotRecoverCanBeClosed() {
    journal().failLoads(Integer.MAX_VALUE);
    journal().next(Fate.FAILS_BEFORE);
    failure(starting("a", 0));

    store.close();

    assertThat(failure(starting("a", 1)).mayHaveHappened()).isFalse();
  }
}
