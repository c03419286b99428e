package io.streamgate.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What an operator reads of a disk that fails, and how often. */
final class DiskHealthTest {

  private final SQLException full =
      new SQLiteException("database or disk is full", SQLiteErrorCode.SQLITE_FULL);
  private final SQLException broken =
      new SQLiteException("disk I/O error", SQLiteErrorCode.SQLITE_IOERR_WRITE);
  private final SQLException damaged =
      new SQLiteException("malformed", SQLiteErrorCode.SQLITE_CORRUPT_INDEX);

  private final Logger logger = (Logger) LoggerFactory.getLogger(Writer.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final DiskHealth fault = new DiskHealth();

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
    assertThat(fault.says()).isEmpty();
    fault.began(full);
    fault.ended();

    assertThat(fault.says()).isEmpty();
    assertThat(lines.list.getLast().getFormattedMessage())
        .isEqualTo("the disk takes changes again");
  }

  @Test
  void aFaultIsToldInWordsThatAreNotSqlitesOwn() {
    assertThat(saidOf(full)).isEqualTo("the last commit failed: the disk is full");
    assertThat(saidOf(broken))
        .isEqualTo("the last commit failed: the disk cannot be read or written");
    assertThat(saidOf(new SQLException("the log is gone")))
        .isEqualTo("the last commit failed: the log is gone");
    assertThat(saidOf(new IllegalStateException("a secret")))
        .isEqualTo("the last commit failed: a fault of this server, which its log has");
    assertThat(saidOf(damaged)).startsWith("the last commit failed: the database is damaged;");
  }

  private static String saidOf(Throwable failure) {
    var fault = new DiskHealth();
    var said = fault.began(failure);
    assertThat(fault.says()).hasValue(said);
    return said;
  }

  @Test
  void damageThatWasSeenOnceIsDamageForEver() {
    fault.began(broken);
    assertThat(fault.isDamage()).isFalse();

    fault.lasts("membership cannot be read back from disk", damaged);
    fault.lasts("membership cannot be read back from disk", broken);

    assertThat(fault.isDamage()).isTrue();
  }

  /** A disk can stay full for a night, and is tried every second. */
  @Test
  void aFaultThatLastsIsLoggedWhenItBeginsAndThenOnceInSixtyTries() {
    fault.began(full);
    fault.lasts("the disk takes no changes", full);
    assertThat(lines.list).hasSize(2);

    for (var tries = 0; tries < 59; tries++) {
      fault.lasts("the disk takes no changes", full);
    }
    assertThat(lines.list).hasSize(2);
    fault.lasts("the disk takes no changes", full);
    assertThat(lines.list).hasSize(3);

    fault.lasts("the disk takes no changes", broken);
    assertThat(lines.list).hasSize(4);
  }

  @Test
  void aFaultThatBeginsAnewIsCountedAnew() {
    fault.began(full);
    for (var tries = 0; tries < 60; tries++) {
      fault.lasts("the disk takes no changes", full);
    }
    fault.ended();
    fault.began(full);
    fault.lasts("the disk takes no changes", full);
    var before = lines.list.size();

    for (var tries = 0; tries < 59; tries++) {
      fault.lasts("the disk takes no changes", full);
    }

    assertThat(lines.list).hasSize(before);
  }

  @Test
  void aFaultThatComesAgainIsLoggedWithoutItsTrace() {
    fault.began(full);
    fault.ended();
    fault.began(full);
    fault.began(broken);

    assertThat(lines.list)
        .filteredOn(line -> line.getFormattedMessage().contains("failed"))
        .extracting(line -> line.getThrowableProxy() != null)
        .containsExactly(true, false, true);
  }

  @Test
  void aFaultThatIsFinalIsSaidAsItIs() {
    fault.isFinal("the writer has stopped; restart this process");

    assertThat(fault.says()).hasValue("the writer has stopped; restart this process");
    assertThat(lines.list).hasSize(1);
  }
}
