package io.streamgate.store.sqlite.journal;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What a failure of the journal says of the disk. */
public final class DiskFailure {

  /** An extended result code has the primary one in its lowest byte. */
  private static final int PRIMARY = 0xff;

  private DiskFailure() {}

  /** Whether the database itself is damaged, which no waiting mends. */
  public static boolean isDamage(Throwable failure) {
    return failure instanceof SQLiteException e
        && (is(SQLiteErrorCode.SQLITE_NOTADB, e) || is(SQLiteErrorCode.SQLITE_CORRUPT, e));
  }

  /** What is wrong, for anybody who asks: what SQLite and the system say of it is for the log. */
  public static String inWords(Throwable failure) {
    return switch (failure) {
      case SQLiteException e when isDamage(e) ->
          "the database is damaged; stop this process,"
              + " and move the database away or restore a copy";
      case SQLiteException e when is(SQLiteErrorCode.SQLITE_FULL, e) -> "the disk is full";
      case SQLiteException _ -> "the disk cannot be read or written";
      case SQLException ours -> String.valueOf(ours.getMessage());
      case Throwable _ -> "a fault of this server, which its log has";
    };
  }

  /** A failure that is damage. */
  static SQLException damage(String what) {
    return new SQLiteException(what, SQLiteErrorCode.SQLITE_CORRUPT);
  }

  private static boolean is(SQLiteErrorCode code, SQLiteException failure) {
    return (failure.getResultCode().code & PRIMARY) == code.code;
  }
}
