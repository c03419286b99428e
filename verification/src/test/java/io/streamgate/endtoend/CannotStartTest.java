package io.streamgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.endtoend.server.Launch;
import io.streamgate.endtoend.wire.Connection;
import io.streamgate.endtoend.wire.Request;
import io.streamgate.testing.Tools;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A failed startup exits with an error status and prints a message for the operator. */
@Tag("e2e")
final class CannotStartTest {

  private static final String ME = "192.0.2.7";

  @TempDir Path folder;

  @Test
  void badSettingsEndWith2AndAreListedAllAtOnce() {
    var launch =
        Launch.in(folder).with("PORT=http", "STREAMGATE_LIMIT=-1", "STREAMGATE_LEASES=PT90S");

    try (var server = launch.launch()) {
      assertThat(server.awaitExit()).isEqualTo(2);
      assertThat(server.errorLines())
          .hasSize(3)
          .anyMatch(line -> line.startsWith("PORT: cannot read 'http' as a port"))
          .anyMatch(line -> line.startsWith("STREAMGATE_LIMIT: "))
          .contains("STREAMGATE_LEASES: unknown setting; did you mean STREAMGATE_LEASE?");
    }
  }

  @Test
  void mistakesInTheFileOfPlansEndWith2AndAreListedWithTheirLines() throws IOException {
    var plans = "default: b\nplans:\n  a: {limit: many}\n";
    Files.writeString(folder.resolve("plans.yaml"), plans);
    var launch =
        Launch.in(folder).with("STREAMGATE_PLANS=plans.yaml", "STREAMGATE_STARTS_PER_MINUTE=");

    try (var server = launch.launch()) {
      assertThat(server.awaitExit()).isEqualTo(2);
      assertThat(server.errorLines())
          .containsExactly(
              "plans.yaml:1: default: there is no plan 'b'; did you mean a?",
              "plans.yaml:3: limit: cannot use 'many'; use 0 to 1000, or unlimited");
    }
  }

  @Test
  void aPortThatIsTakenEndsWith1AndOneLine() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var server = Launch.in(folder).with("PORT=" + taken.getLocalPort()).launch()) {
      assertThat(server.awaitExit()).isEqualTo(1);
      assertThat(server.errorLines())
          .singleElement()
          .asString()
          .startsWith("cannot listen on 127.0.0.1 port " + taken.getLocalPort() + ": ");
    }
  }

  @Test
  void aDataDirectoryThatCannotBeWrittenEndsWith1AndOneLine() throws IOException {
    var readOnly = PosixFilePermissions.fromString("r-xr-xr-x");
    Files.setPosixFilePermissions(Files.createDirectory(folder.resolve("data")), readOnly);

    try (var server = withoutPowerOverFiles(Launch.in(folder)).launch()) {
      assertThat(server.awaitExit()).isEqualTo(1);
      assertThat(server.errorLines())
          .singleElement()
          .asString()
          .startsWith("the data directory data cannot be written: ");
    }
  }

  @Test
  void aDatabaseThatCannotBeWrittenEndsWith1AndOneLine() throws IOException {
    Launch.in(folder).start().close();
    var database = folder.resolve("data").resolve("streamgate.db");
    Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("r--r--r--"));

    try (var server = withoutPowerOverFiles(Launch.in(folder)).launch()) {
      assertThat(server.awaitExit()).isEqualTo(1);
      assertThat(server.errorLines())
          .singleElement()
          .asString()
          .startsWith("data/streamgate.db cannot be used: ")
          .contains("readonly");
    }
  }

  @Test
  void aDataDirectoryThatTakesNoNewFileEndsWith1AndOneLine() throws IOException {
    try (var server = Launch.in(folder).start()) {
      server.signal("TERM");
      assertThat(server.awaitExit()).isZero();
    }
    var readOnly = PosixFilePermissions.fromString("r-xr-xr-x");
    Files.setPosixFilePermissions(folder.resolve("data"), readOnly);

    try (var server = withoutPowerOverFiles(Launch.in(folder)).launch()) {
      assertThat(server.awaitExit()).isEqualTo(1);
      assertThat(server.errorLines())
          .singleElement()
          .asString()
          .startsWith("data/streamgate.db cannot be used: ");
    }
  }

  @Test
  void aDataDirectoryThatIsAFileEndsWith1AndOneLine() throws IOException {
    Files.createFile(folder.resolve("data"));

    try (var server = Launch.in(folder).launch()) {
      assertThat(server.awaitExit()).isEqualTo(1);
      assertThat(server.errorLines())
          .singleElement()
          .asString()
          .startsWith("the data directory data cannot be written: ");
    }
  }

  @Test
  void aSecondServerOnOneDataDirectoryEndsWith1AndNamesTheFirst() {
    try (var first = Launch.in(folder).start();
        var connection = Connection.to(first.port())) {
      var began = System.nanoTime();
      try (var second = Launch.in(folder).launch()) {
        assertThat(second.awaitExit()).isEqualTo(1);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        assertThat(second.errorLines())
            .containsExactly(
                "the data directory data is in use by process "
                    + first.pid()
                    + ": stop that process, or choose another directory");
      }

      assertThat(connection.ask(Request.startWithKey(ME, "after")).status()).isEqualTo(201);
      first.kill();
    }
    try (var third = Launch.in(folder).start();
        var connection = Connection.to(third.port())) {
      assertThat(connection.ask(Request.list(ME, "")).ofStreams("video_name"))
          .containsExactly("after");
    }
  }

  /** The shutdown of parts that never started once failed first, with pages of stack traces. */
  @Test
  void eventLoopsThatCannotBeCreatedEndWith1AndOneLine() {
    var noSelectors = "JDK_JAVA_OPTIONS=-Djava.nio.channels.spi.SelectorProvider=absent";

    try (var server = Launch.in(folder).under("env", noSelectors).launch()) {
      assertThat(server.awaitExit()).isEqualTo(1);
      assertThat(server.errorLines())
          .filteredOn(line -> !line.startsWith("NOTE: Picked up JDK_JAVA_OPTIONS"))
          .singleElement()
          .asString()
          .startsWith("cannot create the event loops: ");
      assertThat(server.logLines()).noneMatch(line -> line.contains("failed to stop"));
    }
  }

  /** File permissions do not apply to root. */
  private static Launch withoutPowerOverFiles(Launch launch) {
    if (!System.getProperty("user.name", "").equals("root")) {
      return launch;
    }
    var setpriv = Tools.require("setpriv", "a read-only data directory is reported");
    return launch.under(setpriv.toString(), "--bounding-set", "-dac_override,-dac_read_search");
  }
}
