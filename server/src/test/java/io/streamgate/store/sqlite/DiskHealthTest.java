package io.streamgate.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.streamgate.store.sqlite.journal.Database;
import io.streamgate.store.sqlite.journal.SqliteJournal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The log lines about a failing disk, and their frequency. */
final class DiskHealthTest {

  @TempDir Path directory;

  private final SQLException full =
      new SQLiteException("database or disk is full", SQLiteErrorCode.SQLITE_FULL);
  private final SQLException broken =
      new SQLiteException("disk I/O error", SQLiteErrorCode.SQLITE_IOERR_WRITE);
  private final SQLException damaged =
      new SQLiteException("malformed", SQLiteErrorCode.SQLITE_CORRUPT_INDEX);

  private final Logger logger = (Logger) LoggerFactory.getLogger(Writer.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final DiskHealth disk = new DiskHealth();

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(lines);
  }

  @Test
  void nothingIsWrongBeforeAFaultAndAfterIt() {
    assertThat(disk.problem()).isEmpty();
    disk.commitFailed(full);
    disk.recovered();

    assertThat(disk.problem()).isEmpty();
    assertThat(lines.list.getLast().getFormattedMessage()).isEqualTo("the disk is writable again");
  }

  @Test
  void aFailureIsDescribedInWordsThatAreNotSqlitesOwn() {
    assertThat(problemAfter(full)).isEqualTo("the last commit failed: the disk is full");
    assertThat(problemAfter(broken))
        .isEqualTo("the last commit failed: the disk cannot be read or written");
    assertThat(problemAfter(new SQLException("the log is gone")))
        .isEqualTo("the last commit failed: the log is gone");
    assertThat(problemAfter(new IllegalStateException("a secret")))
        .isEqualTo("the last commit failed: internal error; see the log");
    assertThat(problemAfter(damaged))
        .startsWith("the last commit failed: the database is damaged;");
  }

  private static String problemAfter(Throwable failure) {
    var disk = new DiskHealth();
    var problem = disk.commitFailed(failure);
    assertThat(disk.problem()).hasValue(problem);
    return problem;
  }

  @Test
  void damageThatWasSeenOnceIsDamageForEver() {
    disk.commitFailed(broken);
    assertThat(disk.isBeyondRetry()).isFalse();

    disk.retryFailed("cannot reload members from disk", damaged);
    disk.retryFailed("cannot reload members from disk", broken);

    assertThat(disk.isBeyondRetry()).isTrue();
  }

  @Test
  void aTakeoverIsLoggedOnceAndNeverRetried() throws SQLException {
    var takeover = takeover();
    disk.commitFailed(takeover);
    disk.retryFailed("cannot reload members from disk", takeover);

    assertThat(disk.isTakenOver()).isTrue();
    assertThat(disk.isBeyondRetry()).isTrue();
    assertThat(disk.problem())
        .hasValue("another process has taken over the data directory; stop this process");
    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly("another process has taken over the data directory; no further writes");
  }

  private SQLException takeover() throws SQLException {
    try (var first = new SqliteJournal(Database.in(directory));
        var second = new SqliteJournal(Database.in(directory))) {
      first.load(Instant.EPOCH, Instant.EPOCH, _ -> {});
      second.load(Instant.EPOCH, Instant.EPOCH, _ -> {});
      return assertThrows(SQLException.class, first::tryOut);
    }
  }

  /** A disk can stay full for a night, and is retried every second. */
  @Test
  void aFaultThatLastsIsLoggedWhenItBeginsAndThenOnceInSixtyTries() {
    disk.commitFailed(full);
    disk.retryFailed("cannot write to disk", full);
    assertThat(lines.list).hasSize(2);

    for (var tries = 0; tries < 59; tries++) {
      disk.retryFailed("cannot write to disk", full);
    }
    assertThat(lines.list).hasSize(2);
    disk.retryFailed("cannot write to disk", full);
    assertThat(lines.list).hasSize(3);

    disk.retryFailed("cannot write to disk", broken);
    assertThat(lines.list).hasSize(4);
  }

  @Test
  void aFaultThatBeginsAnewIsCountedAnew() {
    disk.commitFailed(full);
    for (var tries = 0; tries < 60; tries++) {
      disk.retryFailed("cannot write to disk", full);
    }
    disk.recovered();
    disk.commitFailed(full);
    disk.retryFailed("cannot write to disk", full);
    var before = lines.list.size();

    for (var tries = 0; tries < 59; tries++) {
      disk.retryFailed("cannot write to disk", full);
    }

    assertThat(lines.list).hasSize(before);
  }

  @Test
  void aFaultThatComesAgainIsLoggedWithoutItsTrace() {
    disk.commitFailed(full);
    disk.recovered();
    disk.commitFailed(full);
    disk.commitFailed(broken);

    assertThat(lines.list)
        .filteredOn(line -> line.getFormattedMessage().contains("failed"))
        .extracting(line -> line.getThrowableProxy() != null)
        .containsExactly(true, false, true);
  }

  @Test
  void aWriterThatHasStoppedIsReportedAndLogged() {
    disk.writerStopped();

    assertThat(disk.problem()).hasValue("the writer has stopped; restart this process");
    assertThat(lines.list).hasSize(1);
  }
}
