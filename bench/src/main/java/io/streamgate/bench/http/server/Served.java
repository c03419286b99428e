package io.streamgate.bench.http.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A server in its own process. Closing it kills the process. */
public final class Served implements AutoCloseable {

  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final byte[] READINESS_REQUEST =
      "GET /health/ready HTTP/1.1\r\nhost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final String name;
  private final Process process;
  private final int port;

  private Served(String name, Process process, int port) {
    this.name = name;
    this.process = process;
    this.port = port;
  }

  /** Starts the server and returns when it is ready. Its log is discarded. */
  static Served start(String name, List<String> command, Map<String, String> variables, int port) {
    try {
      var builder =
          new ProcessBuilder(command)
              .redirectInput(new File("/dev/null"))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.INHERIT);
      builder.environment().keySet().removeIf(Served::isSetting);
      builder.environment().putAll(variables);
      var served = new Served(name, builder.start(), port);
      served.awaitReady();
      return served;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isSetting(String variable) {
    return variable.startsWith("STREAMGATE_") || variable.startsWith("DYNAMO_");
  }

  private void awaitReady() {
    var until = System.nanoTime() + START_TIMEOUT.toNanos();
    while (!isReady()) {
      if (!process.isAlive() || System.nanoTime() - until > 0) {
        close();
        throw new IllegalStateException(name + " is not ready on port " + port);
      }
      pause();
    }
  }

  /** The bare server responds to any GET with status 200, so this works for it too. */
  private boolean isReady() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      socket.getOutputStream().write(READINESS_REQUEST);
      var line = new byte[12];
      return socket.getInputStream().readNBytes(line, 0, line.length) == line.length
          && line[9] == '2';
    } catch (IOException e) {
      return false;
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(5);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The name in the tables. */
  public String name() {
    return name;
  }

  /** The port the server listens on. */
  public int port() {
    return port;
  }

  private long pid() {
    return process.pid();
  }

  /** The processor time used so far, in steps of 10 ms. */
  public Duration processorTime() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /** The resident memory of the process, in bytes. */
  public long residentBytes() {
    return 1024 * fromStatus("VmRSS:");
  }

  /** The heap in use after a full collection, in bytes. */
  public long heapBytesAfterCollection() {
    jcmd("GC.run");
    var used = Pattern.compile("total \\d+K, used (\\d+)K").matcher(jcmd("GC.heap_info"));
    var kilobytes = used.results().mapToLong(part -> Long.parseLong(part.group(1))).sum();
    return 1024 * kilobytes;
  }

  private String jcmd(String command) {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      var process =
          new ProcessBuilder(jcmd, Long.toString(pid()), command).redirectErrorStream(true).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The number of threads. */
  public int threads() {
    return Math.toIntExact(fromStatus("Threads:"));
  }

  /** The number of open files and connections. */
  public int descriptors() {
    try (var open = Files.list(Path.of("/proc", Long.toString(pid()), "fd"))) {
      return Math.toIntExact(open.count());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long fromStatus(String field) {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(pid()), "status"))) {
      var line = lines.filter(one -> one.startsWith(field)).findFirst().orElseThrow();
      return Long.parseLong(line.replaceAll("[^0-9]", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Shuts the server down gracefully and waits until it has exited. */
  public void stop() {
    process.destroy();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    awaitEnd();
  }
}
