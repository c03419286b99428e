package io.streamgate.store.sqlite;

import java.sql.SQLException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * What is wrong with the disk, for whoever asks for the health, and for the log: which has it when
 * it begins, when it becomes another, once in {@value #REMINDER} tries while it lasts, and when it
 * is over. A disk can stay full for a night.
 *
 * <p>Written by the writer's thread; any thread may read what it says.
 */
final class Fault {

  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
  private static final int REMINDER = 60;

  /** Empty where nothing is wrong. */
  private volatile String says = "";

  /** What was logged last with its trace; kept over a recovery, for a fault may come and go. */
  private String traced = "";

  private int tries;
  private boolean damage;

  /** What is wrong; empty where nothing is. */
  String says() {
    return says;
  }

  /** A commit failed, and here it begins. */
  void began(Throwable failure) {
    var cause = cause(failure);
    says = "the last commit failed: " + cause;
    tries = 0;
    if (cause.equals(traced)) {
      LOG.warn("a commit failed again: {}", cause);
    } else {
      traced = cause;
      LOG.warn("a commit failed; membership is read back from disk", failure);
    }
  }

  /** Nothing can be tried any more. */
  void isFinal(String reason) {
    says = reason;
    LOG.error("nothing is written any more: {}", reason);
  }

  /** It is still there, or another is: {@code what} could not be done. */
  void lasts(String what, Throwable failure) {
    var before = says;
    says = what + ": " + cause(failure);
    if (!Objects.equals(before, says) || ++tries % REMINDER == 0) {
      LOG.warn("{}; it is tried again ({})", says, failure.toString());
    }
  }

  /** It is over. */
  void ended() {
    says = "";
    LOG.info("the disk takes changes again");
  }

  /** Whether what it says is that the database is damaged, which no waiting mends. */
  boolean isDamage() {
    return damage;
  }

  private String cause(Throwable failure) {
    damage |= Database.isDamage(failure);
    return inWords(failure);
  }

  /** What is wrong, for anybody who asks: what SQLite and the system say of it is for the log. */
  private static String inWords(Throwable failure) {
    return switch (failure) {
      case SQLiteException e when Database.isDamage(e) ->
          "the database is damaged; stop this process,"
              + " and move the database away or restore a copy";
      case SQLiteException e
          when (e.getResultCode().code & 0xff) == SQLiteErrorCode.SQLITE_FULL.code ->
          "the disk is full";
      case SQLiteException _ -> "the disk cannot be read or written";
      case SQLException ours -> String.valueOf(ours.getMessage());
      case Throwable _ -> "a fault of this server, which its log has";
    };
  }
}
