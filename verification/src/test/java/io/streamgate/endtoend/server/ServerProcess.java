package io.streamgate.endtoend.server;

import io.streamgate.testing.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A server in a process of its own. Closing it kills it, if it still runs. */
public final class ServerProcess implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(30);
  private static final Duration END = Duration.ofSeconds(20);
  private static final Pattern READY = Pattern.compile(".*\"streamgate is ready\".*");
  private static final Pattern PORT = Pattern.compile("\"port\":\"?(\\d+)");
  private static final Pattern MANAGEMENT = Pattern.compile("\"management_port\":\"?(\\d+)");

  private final Process process;
  private final Path out;
  private final Path errors;

  ServerProcess(Process process, Path out, Path errors) {
    this.process = process;
    this.out = out;
    this.errors = errors;
  }

  /** Returns once it has said that it is ready, and fails if it ended instead. */
  public void awaitReady() {
    Until.holds(
        START,
        () -> "the server is ready; it said " + read(out) + read(errors),
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError(
                "ended with " + process.exitValue() + ": " + read(out) + read(errors));
          }
          return READY.matcher(read(out)).find();
        });
  }

  /** The public port that it bound. */
  public int port() {
    return number(PORT);
  }

  /** The port of {@code /metrics} that it bound. */
  public int managementPort() {
    return number(MANAGEMENT);
  }

  /** Whether it has not ended yet. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** As {@code kill -9} does it, and returns once it is gone. */
  public void kill() {
    process.destroyForcibly();
    awaitExit();
  }

  /** Sends a signal, {@code TERM} or {@code INT}, and returns at once. */
  public void signal(String name) {
    try {
      var kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).inheritIO().start();
      if (kill.waitFor() != 0) {
        throw new AssertionError("kill -" + name + " failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits for the end, and returns the exit status. */
  public int awaitExit() {
    try {
      if (!process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("still running after " + END + ": " + read(out) + read(errors));
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** What it wrote to its log. */
  public List<String> logLines() {
    return read(out).lines().toList();
  }

  /** What it wrote to its error stream. */
  public List<String> errorLines() {
    return read(errors).lines().toList();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    awaitExit();
  }

  private int number(Pattern pattern) {
    var line = READY.matcher(read(out));
    if (!line.find()) {
      throw new AssertionError("not ready: " + read(out));
    }
    var number = pattern.matcher(line.group());
    if (!number.find()) {
      throw new AssertionError("no " + pattern + " in " + line.group());
    }
    return Integer.parseInt(number.group(1));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
