package io.streamgate.endtoend.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.streamgate.testing.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A clock of a server process that a test sets while the process runs, with libfaketime. The
 * machine's steady counter and the times of files stay as they are. A change takes a second.
 */
public final class FakeClock {

  private final Path file;
  private final String library;

  /** A clock that is right. Aborts the test if libfaketime is missing. */
  public FakeClock(Path folder) {
    var faketime = Tools.require("faketime", "a node whose clock is wrong ends no live stream");
    library = libraryOf(faketime);
    file = folder.resolve("clock");
    set(Duration.ZERO);
  }

  /** Settings of the process that has this clock. */
  public List<String> settings() {
    return List.of(
        "LD_PRELOAD=" + library,
        "FAKETIME_TIMESTAMP_FILE=" + file,
        "FAKETIME_CACHE_DURATION=1",
        "FAKETIME_DONT_FAKE_MONOTONIC=1",
        // else the JVM's timed waits, which use the steady counter, return at once, all the time
        "FAKETIME_FORCE_MONOTONIC_FIX=0",
        "NO_FAKE_STAT=1");
  }

  /** Sets the clock ahead of the machine's, or behind it. */
  public void set(Duration ahead) {
    try {
      Files.writeString(file, "%+d\n".formatted(ahead.toSeconds()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String libraryOf(Path faketime) {
    try {
      var command = List.of(faketime.toString(), "-m", "-f", "+0", "printenv", "LD_PRELOAD");
      var process = new ProcessBuilder(command).start();
      var library = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      Tools.requireWorking("faketime", "a process can have another clock", !library.isEmpty());
      return library;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
