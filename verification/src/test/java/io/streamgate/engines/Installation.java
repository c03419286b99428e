package io.streamgate.engines;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;

/**
 * An engine's libraries. A package manager downloads them once, until their list changes or the
 * folder is deleted.
 *
 * @param list the file that lists the libraries
 * @param folder the folder they are installed in
 */
public record Installation(Path list, Path folder) {

  // For a slow connection and an empty cache. Each engine takes seconds on a fast connection
  private static final Duration DEADLINE = Duration.ofMinutes(10);

  /** Empties the folder and runs each program in turn to fill it, unless it is up to date. */
  public void fillWith(ProcessBuilder... programs) {
    try {
      if (!isFilled()) {
        empty();
        for (var program : programs) {
          run(program);
        }
        Files.copy(list, stamp(), REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private boolean isFilled() throws IOException {
    return Files.exists(stamp()) && Files.mismatch(list, stamp()) < 0;
  }

  /** A copy of the list from when the folder was filled; written last. */
  private Path stamp() {
    return folder.resolve("installed-" + list.getFileName());
  }

  /** Package managers may only add to the folder: libraries of an older version would remain. */
  private void empty() throws IOException {
    Files.createDirectories(folder);
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void run(ProcessBuilder program) throws IOException, InterruptedException {
    var log = Files.createTempFile("installation", ".log");
    var process =
        program
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!process.waitFor(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(program.command() + " did not exit: " + Files.readString(log));
    }
    if (process.exitValue() != 0) {
      throw new AssertionError(program.command() + " failed: " + Files.readString(log));
    }
    Files.delete(log);
  }
}
