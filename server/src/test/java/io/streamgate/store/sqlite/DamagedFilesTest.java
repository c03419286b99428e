package io.streamgate.store.sqlite;

import static io.streamgate.given.Given.VIEWER;
import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.GivenPlans.overrideOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.store.StoreHealth.State;
import io.streamgate.store.sqlite.directory.DataDirectoryUnusable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;

/** Damaged files: the store neither counts by them nor writes to them. */
final class DamagedFilesTest extends SqliteFixture {

  private static final int PAGE = 4_096;

  private Path database() {
    return directory.resolve("streamgate.db");
  }

  private Path log() {
    return directory.resolve("streamgate.db-wal");
  }

  /** A database of many pages after an orderly close: the log is empty. */
  private void closedWithManyStreams() {
    for (var i = 0; i < 200; i++) {
      await(store.start(freshViewer(), play(id("s" + i, i)), limit(3), second(i)));
    }
    start("ended", 300);
    await(ending(id("ended", 300), 301));
    store.close();
  }

  private void assertRefusedAsDamaged() {
    assertThatThrownBy(() -> opened(directory, 400, 1_000))
        .isInstanceOf(DataDirectoryUnusable.class)
        .hasMessage(
            database() + " is damaged or not a database: move it away, or restore a backup");
  }

  private void write(long at, byte... bytes) throws IOException {
    try (var file = new RandomAccessFile(database().toFile(), "rw")) {
      file.seek(at);
      file.write(bytes);
    }
  }

  private long pageOf(String name) {
    var page = rows("SELECT rootpage FROM sqlite_master WHERE name = '" + name + "'").getFirst();
    return (Long.parseLong(page) - 1) * PAGE;
  }

  @Test
  void aDatabaseThatWasCutIsRefused() throws IOException {
    closedWithManyStreams();
    try (var file = new RandomAccessFile(database().toFile(), "rw")) {
      file.setLength(file.length() / 2 / PAGE * PAGE);
    }

    assertRefusedAsDamaged();
  }

  @Test
  void aPageOfNothingInTheMidstOfMembersIsRefused() throws IOException {
    closedWithManyStreams();
    var lastPage = Files.size(database()) - PAGE;

    write(lastPage, new byte[PAGE]);

    assertRefusedAsDamaged();
  }

  /** A page that claims to have no rows is read without an error: the count would be wrong. */
  @Test
  void aPageOfMembersThatHidesItsRowsIsRefused() throws IOException {
    start("a", 0);
    store.close();
    var page = pageOf("live");

    write(page + 3, (byte) 0, (byte) 0);

    assertThat(rows("SELECT stream FROM live")).isEmpty();
    assertRefusedAsDamaged();
  }

  @Test
  void aPageOfOverridesThatHidesItsRowsIsRefused() throws IOException {
    await(store.setOverride(VIEWER, overrideOf(1, second(1_000)), second(0)));
    store.close();
    var page = pageOf("override");

    write(page + 3, (byte) 0, (byte) 0);

    assertThat(rows("SELECT viewer FROM override")).isEmpty();
    assertRefusedAsDamaged();
  }

  @Test
  void aLogWhoseDatabaseIsEmptyIsRefusedAndKept() throws IOException {
    start("a", 0);
    var saved = Files.copy(log(), directory.resolve("saved"));
    store.close();
    Files.write(database(), new byte[0]);
    Files.copy(saved, log(), StandardCopyOption.REPLACE_EXISTING);

    assertThatThrownBy(() -> opened(directory, 400, 1_000))
        .isInstanceOf(DataDirectoryUnusable.class)
        .hasMessage(
            log()
                + " is a write-ahead log, but "
                + database()
                + " is missing or empty: restore the database, or move the log away");
    assertThat(log()).hasSameBinaryContentAs(saved);
  }

  /** An end reads the damaged page; heartbeats and the list of members do not need it. */
  @Test
  void aServerThatMeetsDamageWritesNoMoreAndGoesOnWithWhatItHas() throws IOException {
    closedWithManyStreams();
    write(pageOf("history_by_stream"), new byte[PAGE]);
    open(310, 1_000);
    start("a", 310);

    failure(ending(id("a", 310), 311));
    awaitMembersAreReadBack();
    awaitWaiting(writerThread()); // it does not retry until the store is closed

    assertThat(store.health().state()).isEqualTo(State.NODE_AT_FAULT);
    assertThat(store.health().detail())
        .endsWith(
            ": the database is damaged; stop this process,"
                + " and move the database away or restore a backup");
    assertThat(memberIds()).containsExactly(id("a", 310));
    assertThat(await(renewing(id("a", 310), 312))).isInstanceOf(StreamDecision.Kept.class);
    assertThat(failure(starting("b", 312)).mayHaveHappened()).isFalse();
    var before = Files.readAllBytes(log());
    assertThat(failure(starting("b", 313)).mayHaveHappened()).isFalse();
    assertThat(Files.readAllBytes(log())).isEqualTo(before);
  }

  private void awaitMembersAreReadBack() {
    var deadline = System.nanoTime() + 20_000_000_000L;
    while (store.read(VIEWER).toCompletableFuture().isCompletedExceptionally()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not read back: " + store.health());
      }
      Thread.onSpinWait();
    }
  }

  @Test
  void aDatabaseThatIsRemovedUnderTheServerTakesNoMoreStreams() throws IOException {
    start("a", 0);
    Files.move(database(), directory.resolve("away"));

    failure(starting("b", 1));

    assertThat(store.health().detail())
        .contains(database() + " was removed or replaced while in use");
    assertThat(database()).doesNotExist();
  }

  @Test
  void aLogThatIsRemovedUnderTheServerTakesNoMoreStreams() throws IOException {
    start("a", 0);
    Files.delete(log());

    failure(starting("b", 1));

    assertThat(store.health().detail()).contains(log() + " was removed or replaced while in use");
  }

  /** For example a backup restored under a running process: memory and disk do not match. */
  @Test
  void aDatabaseThatIsReplacedUnderTheServerIsNotReadInItsPlace() throws IOException {
    start("a", 0);
    var copy = Files.copy(database(), directory.resolve("copy"));
    Files.move(copy, database(), StandardCopyOption.REPLACE_EXISTING);

    failure(starting("b", 1));

    assertThat(failure(starting("c", 2)).mayHaveHappened()).isFalse();
    assertThat(store.health().state()).isEqualTo(State.NODE_AT_FAULT);
  }

  @Test
  void filesThatAreBackInTheirPlaceAreWrittenToAgain() throws IOException {
    start("a", 0);
    Files.move(database(), directory.resolve("away"));
    failure(starting("b", 1));

    Files.move(directory.resolve("away"), database());
    awaitServing();

    assertThat(start("b", 2)).isInstanceOf(StartDecision.Admitted.class);
    assertThat(memberIds()).containsExactly(id("a", 0), id("b", 2));
  }
}
