package io.streamgate.store.sqlite;

import io.streamgate.store.StoreHealth;
import io.streamgate.store.StoreHealth.State;
import io.streamgate.store.sqlite.SqliteLeaseStore.Options;
import io.streamgate.store.sqlite.SqliteLeaseStore.Seam;
import io.streamgate.store.sqlite.directory.DirectoryLock;
import io.streamgate.store.sqlite.journal.Database;
import io.streamgate.store.sqlite.journal.PastStreams;
import io.streamgate.store.sqlite.journal.SqliteJournal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A data directory while this process has it: its lock, the writer's thread, and the reader. */
final class ClaimedDirectory implements AutoCloseable {

  private final Path directory;
  private final DirectoryLock lock;
  private final Writer writer;
  private final Thread writerThread;
  private final HistoryLookup past;
  private final AtomicBoolean closed = new AtomicBoolean();

  private ClaimedDirectory(Path directory, DirectoryLock lock, Writer writer, HistoryLookup past) {
    this.directory = directory;
    this.lock = lock;
    this.writer = writer;
    this.past = past;
    this.writerThread = Thread.ofPlatform().daemon().name("streamgate-sqlite-writer").start(writer);
  }

  /** Claims the directory, and loads its members: see {@link SqliteLeaseStore#open}. */
  static ClaimedDirectory open(Path dataDirectory, Options options, Instant now, Seam seam) {
    var lock = DirectoryLock.claim(dataDirectory);
    var database = Database.in(dataDirectory);
    var journal = seam.journal().apply(new SqliteJournal(database));
    var opened = false;
    try {
      var writer = new Writer(journal, options, seam.retryAfter(), now);
      var past =
          new HistoryLookup(
              new PastStreams(database, options.queueSize()), options.retention().time());
      var claimed = new ClaimedDirectory(dataDirectory, lock, writer, past);
      opened = true;
      return claimed;
    } catch (SQLException e) {
      throw database.unusable(e);
    } finally {
      if (!opened) {
        journal.close();
        lock.close();
      }
    }
  }

  Writer writer() {
    return writer;
  }

  HistoryLookup past() {
    return past;
  }

  StoreHealth health() {
    var problem = closed.get() ? Optional.of("the store is closed") : writer.problem();
    var census = writer.generation().census();
    return problem
        .map(why -> new StoreHealth(State.NODE_AT_FAULT, why, census))
        .orElseGet(() -> new StoreHealth(State.SERVING, "sqlite in " + directory, census));
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    writer.finish();
    try {
      writerThread.join();
    } catch (InterruptedException e) {
      // the writer still uses the directory, which stays locked until this process ends
      Thread.currentThread().interrupt();
      return;
    }
    past.close();
    writer.closeJournal(); // last, because only a connection that can write removes the log
    lock.close();
  }
}
