package io.streamgate.store.sqlite.journal;

import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.store.AuditEntry;
import io.streamgate.store.AuditTrail.Book;
import io.streamgate.store.HistoryPage;
import io.streamgate.store.StoreUnavailable;
import io.streamgate.store.sqlite.journal.operator.AuditTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads history and the audit on a thread and a connection of its own, beside the writer. Sees
 * committed data only: a caller first waits for the commits that it needs. Queries fail with {@link
 * StoreUnavailable}.
 */
public final class PastStreams implements AutoCloseable {

  /** Rows are recorded almost in the order of their ends; they may be off by this much. */
  private static final Duration DISORDER = Duration.ofMinutes(1);

  private static final String OF_VIEWER =
      "SELECT " + RowMapper.HISTORY + " FROM history WHERE viewer = ? AND ended_at >= ? AND ";

  private final Database database;
  private final ThreadPoolExecutor thread;

  /** The connection; null after a failure. Used on the reader's thread, or when none runs. */
  private @Nullable Connection connection;

  /**
   * Connects to the database, whose tables must exist; up to {@code queueSize} queries may wait.
   * All files are open afterwards: later, the process may be at its limit of open files. After a
   * failure, the next query connects again.
   */
  public PastStreams(Database database, int queueSize) throws SQLException {
    this.database = database;
    this.connection = database.readable();
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queueSize),
            Thread.ofPlatform().daemon().name("streamgate-sqlite-reader").factory());
  }

  private interface Query<T> {
    T on(Connection connection) throws SQLException;
  }

  /**
   * Finds a stream that ended since {@code horizon}; {@code answer} runs on the reader's thread.
   */
  public <T> CompletableFuture<T> find(
      ViewerId viewer, StreamId id, Instant horizon, Function<Optional<Ended>, T> answer) {
    return read(
        connection -> {
          try (var query = connection.prepareStatement(OF_VIEWER + "stream = ?")) {
            bind(query, viewer, horizon, id.value());
            return answer.apply(all(query).stream().findFirst());
          }
        });
  }

  /** Reads a page of the streams that ended since {@code horizon}. */
  public CompletableFuture<List<Ended>> page(ViewerId viewer, HistoryPage page, Instant horizon) {
    return read(
        connection -> {
          var sql = OF_VIEWER + "stream < coalesce(?, '~') ORDER BY stream DESC LIMIT ?";
          var before = page.before();
          try (var query = connection.prepareStatement(sql)) {
            bind(query, viewer, horizon, before == null ? null : before.value());
            query.setInt(4, page.size());
            return all(query);
          }
        });
  }

  private static void bind(
      PreparedStatement query, ViewerId viewer, Instant horizon, @Nullable String stream)
      throws SQLException {
    query.setString(1, viewer.value());
    query.setLong(2, horizon.toEpochMilli());
    query.setString(3, stream);
  }

  private static List<Ended> all(PreparedStatement query) throws SQLException {
    var streams = new ArrayList<Ended>();
    try (var row = query.executeQuery()) {
      while (row.next()) {
        streams.add(RowMapper.ended(row));
      }
    }
    return streams;
  }

  private <T> CompletableFuture<T> read(Query<T> query) {
    var result = new CompletableFuture<T>();
    try {
      thread.execute(() -> run(query, result));
    } catch (RejectedExecutionException e) {
      var why = thread.isShutdown() ? "the store is closed" : "too many reads wait for the disk";
      result.completeExceptionally(StoreUnavailable.rejected(why));
    }
    return result;
  }

  private <T> void run(Query<T> query, CompletableFuture<T> result) {
    T value;
    try {
      if (connection == null) {
        connection = database.readable();
      }
      value = query.on(connection);
    } catch (SQLException | RuntimeException e) {
      closeConnection();
      var why = "history cannot be read: " + e.getMessage();
      result.completeExceptionally(StoreUnavailable.underWay(why, e));
      return;
    }
    result.complete(value);
  }

  private void closeConnection() {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      // nothing to save: the connection is only read from
    }
    connection = null;
  }

  /** Reads entries of the audit since {@code horizon}, newest first. */
  public CompletableFuture<List<AuditEntry>> audit(Book book, int atMost, Instant horizon) {
    return read(connection -> AuditTable.read(connection, book, atMost, horizon));
  }

  /**
   * Reads history backwards until a stream that ended too early. An expired stream is recorded long
   * after its end, by ten minutes or a night without power, so it does not stop the search.
   */
  static void load(Connection connection, Instant endedAfter, Consumer<Journal.Row> rows)
      throws SQLException {
    var recent = new ArrayList<Journal.Row>();
    var backwards = "SELECT " + RowMapper.HISTORY + " FROM history ORDER BY seq DESC";
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(backwards)) {
      while (row.next()) {
        var endedAt = RowMapper.time(row, "ended_at");
        if (endedAt.isAfter(endedAfter)) {
          recent.add(new Journal.Row.Past(RowMapper.viewer(row), RowMapper.ended(row)));
        } else if (!endedAt.isAfter(endedAfter.minus(DISORDER))
            && !row.getString("reason").equals("expired")) {
          break;
        }
      }
    }
    Collections.reverse(recent);
    recent.forEach(rows);
  }

  /** Completes the queued queries, then closes the connection. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (thread.awaitTermination(10, TimeUnit.SECONDS)) {
        closeConnection();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
