package io.streamgate.endtoend.server;

import io.streamgate.testing.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A server process. Closing it kills the process if it is still running. */
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

  /** Waits until it logs that it is ready. Fails if it exits instead. */
  public void awaitReady() {
    Until.holds(
        START,
        () -> "the server is ready; its output: " + read(out) + read(errors),
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError(
                "the server exited with " + process.exitValue() + ": " + read(out) + read(errors));
          }
          return READY.matcher(read(out)).find();
        });
  }

  /** Copies the pipe of its stdout until it logs that it is ready. Fails if it exits instead. */
  void copyUntilReady() throws IOException {
    var pipe = process.inputReader();
    for (var line = pipe.readLine(); line != null; line = pipe.readLine()) {
      Files.writeString(out, line + "\n", StandardOpenOption.APPEND);
      if (READY.matcher(line).find()) {
        return;
      }
    }
    throw new AssertionError("the server exited: " + read(out) + read(errors));
  }

  /** The public port it listens on. */
  public int port() {
    return number(PORT);
  }

  /** The port of {@code /metrics}. */
  public int managementPort() {
    return number(MANAGEMENT);
  }

  /** Whether the process is running. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** The process id. */
  public long pid() {
    return process.pid();
  }

  /** Kills the process like {@code kill -9}, and waits until it is gone. */
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

  /** Waits for the process to exit, and returns its exit status. */
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

  /** The lines of its log. */
  public List<String> logLines() {
    return read(out).lines().toList();
  }

  /** The lines of its stderr. */
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
      throw new AssertionError("the server is not ready: " + read(out));
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
