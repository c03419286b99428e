package io.streamgate.store.sqlite.directory;

import static io.streamgate.given.Given.LEASE;
import static io.streamgate.given.Given.VIEWER;
import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamgate.lease.StartDecision.Admitted;
import io.streamgate.store.StoreHealth.State;
import io.streamgate.store.sqlite.SqliteLeaseStore;
import io.streamgate.store.sqlite.SqliteLeaseStore.Options;
import io.streamgate.store.sqlite.journal.DataFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which directories a store opens, and its errors for the others. */
final class DataDirectoryTest {

  private static final String PID = Long.toString(ProcessHandle.current().pid());
  private static final String READS_UP_TO_1 =
      " reads only up to 1; start the newer version, or restore a backup from before the upgrade";

  private static final String TAKEN_OVER =
      "another process has taken over the data directory; stop this process";

  @TempDir Path parent;

  static SqliteLeaseStore open(Path directory) {
    return SqliteLeaseStore.open(directory, new Options(LEASE, Duration.ofDays(1), 10), second(0));
  }

  /** The second process of {@link #aSecondProcessIsRefusedAndNamesTheFirst}. */
  static final class SecondProcess {
    private SecondProcess() {}

    public static void main(String[] arguments) {
      try (var store = open(Path.of(arguments[0]))) {
        System.out.println("opened: " + store.health());
      } catch (DataDirectoryUnusable e) {
        System.out.println(e.getMessage());
      }
    }
  }

  private static String secondProcess(Path directory) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java");
    var process =
        new ProcessBuilder(
                java.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SecondProcess.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var output = process.getInputStream()) {
      return new String(output.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String inUse(Path directory) {
    return "the data directory "
        + directory
        + " is in use by process "
        + PID
        + ": stop that process, or choose another directory";
  }

  @Test
  void aDirectoryThatIsMissingIsMade() {
    var directory = parent.resolve("a/b");

    open(directory).close();

    assertThat(directory.resolve("streamgate.db")).exists();
  }

  @Test
  void aSecondProcessIsRefusedAndNamesTheFirst() throws IOException {
    try (var _ = open(parent)) {
      assertThat(secondProcess(parent)).contains(inUse(parent));
    }
    assertThat(secondProcess(parent)).contains("opened: ");
  }

  /** POSIX releases a process's lock when the process closes any descriptor of the file. */
  @Test
  void aSecondOpenInThisProcessIsRefusedAndLeavesTheLockAlone() throws IOException {
    try (var _ = open(parent)) {
      assertThatThrownBy(() -> open(parent))
          .isInstanceOf(DataDirectoryUnusable.class)
          .hasMessage(inUse(parent));
      assertThat(secondProcess(parent)).contains(inUse(parent));
    }
    open(parent).close();
  }

  /** Four streams once were live on two servers. */
  @Test
  void aServerWhoseLockFileWasRemovedStopsOnceASecondOneHasStarted() throws Exception {
    try (var first = open(parent)) {
      var one = first.start(VIEWER, play(id("one", 1)), limit(3), second(1));
      assertThat(one.toCompletableFuture().get(20, SECONDS)).isInstanceOf(Admitted.class);
      Files.delete(parent.resolve("lock"));

      assertThat(secondProcess(parent)).contains("opened: ", "members=1");

      var two = first.start(VIEWER, play(id("two", 2)), limit(3), second(2));
      assertThat(two.toCompletableFuture()).failsWithin(20, SECONDS);
      var renewed = first.renew(VIEWER, id("one", 1), heartbeat(), second(3));
      assertThat(renewed.toCompletableFuture()).isCompletedExceptionally();
      assertThat(first.read(VIEWER).toCompletableFuture()).isCompletedExceptionally();
      assertThat(first.health().state()).isEqualTo(State.NODE_AT_FAULT);
      assertThat(first.health().detail()).isEqualTo(TAKEN_OVER);
    }
    assertThat(DataFiles.rows(parent, "SELECT stream FROM live"))
        .containsExactly(id("one", 1).value());
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsNamed() throws IOException {
    var file = Files.writeString(parent.resolve("file"), "");

    assertThatThrownBy(() -> open(file))
        .isInstanceOf(DataDirectoryUnusable.class)
        .hasMessageStartingWith("the data directory " + file + " cannot be written: ");
  }

  @Test
  void aFileThatIsNoDatabaseIsNamedAndLeftAlone() throws IOException {
    var file = Files.writeString(parent.resolve("streamgate.db"), "nothing of ours".repeat(100));

    assertThatThrownBy(() -> open(parent))
        .isInstanceOf(DataDirectoryUnusable.class)
        .hasMessage(file + " is damaged or not a database: move it away, or restore a backup");
    assertThat(file).hasContent("nothing of ours".repeat(100));
    assertThatThrownBy(() -> open(parent)).hasMessageContaining("not a database");
  }

  @Test
  void aRowThatCannotBeReadIsSaidToBeDamaged() throws SQLException {
    open(parent).close();
    execute(
        "INSERT INTO live (seq, viewer, stream, position_ms, details)"
            + " VALUES (1, 'viewer', 'no id', 0, '{}')");

    assertThatThrownBy(() -> open(parent))
        .isInstanceOf(DataDirectoryUnusable.class)
        .hasMessage(
            parent.resolve("streamgate.db")
                + " is damaged or not a database: move it away, or restore a backup");
  }

  private void execute(String sql) throws SQLException {
    var url = "jdbc:sqlite:" + parent.resolve("streamgate.db");
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void aDatabaseOfANewerVersionIsLeftAlone() throws SQLException {
    open(parent).close();
    execute("PRAGMA user_version = 2");

    assertThatThrownBy(() -> open(parent))
        .isInstanceOf(DataDirectoryUnusable.class)
        .hasMessage(
            parent.resolve("streamgate.db")
                + " was written by a newer Streamgate: it has schema version 2, but this version"
                + READS_UP_TO_1);
  }

  @Test
  void aDatabaseThatThisVersionWouldMisreadIsRefusedAndLeftAsItIs() throws SQLException {
    open(parent).close();
    execute("UPDATE format SET oldest_reader = 2");

    assertThatThrownBy(() -> open(parent))
        .isInstanceOf(DataDirectoryUnusable.class)
        .hasMessage(
            parent.resolve("streamgate.db")
                + " was written by a newer Streamgate: it needs a reader of format 2, but this"
                + " version"
                + READS_UP_TO_1);
    assertThat(DataFiles.rows(parent, "SELECT oldest_reader FROM format")).containsExactly("2");
  }

  @Test
  void aDatabaseWithoutAFormatGetsItOnceAndItsEndsAreCalledAsNow() throws SQLException {
    open(parent).close();
    execute("ALTER TABLE history DROP COLUMN stopped_by");
    var end =
        "INSERT INTO history (seq, viewer, stream, ended_at, reason, expires_at, position_ms,"
            + " details) VALUES (%d, 'a', '%d', 0, 'stopped', 0, 0, '{}')";
    execute("DROP TABLE format");
    execute(end.formatted(1, 1));

    open(parent).close();
    execute(end.formatted(2, 2));
    open(parent).close();

    assertThat(DataFiles.rows(parent, "SELECT oldest_reader FROM format")).containsExactly("1");
    assertThat(DataFiles.rows(parent, "SELECT reason FROM history ORDER BY seq"))
        .containsExactly("ended", "stopped");
    assertThat(DataFiles.rows(parent, "SELECT count(*) FROM history WHERE stopped_by IS NULL"))
        .containsExactly("2");
  }

  @Test
  void aDatabaseThatCannotBeOpenedIsNamedInOneLine() throws IOException {
    var file = Files.createDirectory(parent.resolve("streamgate.db"));

    assertThatThrownBy(() -> open(parent))
        .isInstanceOf(DataDirectoryUnusable.class)
        .message()
        .startsWith(file + " cannot be used: [SQLITE_")
        .hasLineCount(1);
  }

  @Test
  void aDiskThatTakesNoMegabyteIsRefused() throws IOException {
    Files.createDirectory(parent.resolve("streamgate.room"));

    assertThatThrownBy(() -> open(parent))
        .isInstanceOf(DataDirectoryUnusable.class)
        .hasMessage(
            parent.resolve("streamgate.db")
                + " cannot be used: a file cannot be written: at least 1 MB must be free");
  }
}
