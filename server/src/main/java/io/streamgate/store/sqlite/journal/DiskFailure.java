package io.streamgate.store.sqlite.journal;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Classifies failures of the journal. */
public final class DiskFailure {

  /** An extended result code has the primary one in its lowest byte. */
  private static final int PRIMARY = 0xff;

  private DiskFailure() {}

  /** Whether the database itself is damaged, which no retry can fix. */
  public static boolean isDamage(Throwable failure) {
    return failure instanceof SQLiteException e
        && (is(SQLiteErrorCode.SQLITE_NOTADB, e) || is(SQLiteErrorCode.SQLITE_CORRUPT, e));
  }

  /** Whether another process has taken over the database. */
  public static boolean isTakeover(Throwable failure) {
    return failure instanceof Claim.Lost;
  }

  /** Describes the failure without details of SQLite or the system, which belong in the log. */
  public static String describe(Throwable failure) {
    return switch (failure) {
      case SQLiteException e when isDamage(e) ->
          "the database is damaged; stop this process,"
              + " and move the database away or restore a backup";
      case SQLiteException e when is(SQLiteErrorCode.SQLITE_FULL, e) -> "the disk is full";
      case SQLiteException _ -> "the disk cannot be read or written";
      case SQLException ours -> String.valueOf(ours.getMessage());
      case Throwable _ -> "internal error; see the log";
    };
  }

  static SQLException damage(String what) {
    return new SQLiteException(what, SQLiteErrorCode.SQLITE_CORRUPT);
  }

  private static boolean is(SQLiteErrorCode code, SQLiteException failure) {
    return (failure.getResultCode().code & PRIMARY) == code.code;
  }
}
