package io.streamgate.bench.http.server;

import io.streamgate.bench.load.Driver;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The machine that runs the benchmarks, and how its cores are shared by server and client. */
public final class Machine {

  /** The cores of a server. */
  public enum Cores {
    /** The first core. The client has the second. */
    ONE,
    /** The first two cores. The client shares one of them. */
    TWO
  }

  /** Counted before this process is pinned to one core. */
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  private Machine() {}

  /** Whether server and client are pinned to cores. Needs two cores and {@code taskset}. */
  static boolean pins() {
    return CORES >= 2 && Files.isExecutable(Path.of("/usr/bin/taskset"));
  }

  /** Returns the prefix of a server's command that pins it. */
  static List<String> pinned(Cores cores) {
    if (!pins()) {
      return List.of();
    }
    return switch (cores) {
      case ONE -> List.of("taskset", "-c", "0");
      case TWO -> List.of("taskset", "-c", "0,1");
    };
  }

  /** Returns how a client waits for a server on those cores. */
  public static Driver.Waiting waiting(Cores ofServer) {
    return switch (ofServer) {
      case ONE -> pins() ? Driver.Waiting.SPINNING : Driver.Waiting.NAPPING;
      case TWO -> Driver.Waiting.NAPPING;
    };
  }

  /** Pins this process to the second core. */
  public static void pinClient() {
    keepTo("1");
  }

  /** Lets this process and its children run on both cores. */
  public static void unpinClient() {
    keepTo("0,1");
  }

  private static void keepTo(String cores) {
    if (pins()) {
      var pid = Long.toString(ProcessHandle.current().pid());
      run(List.of("taskset", "-a", "-p", "-c", cores, pid));
    }
  }

  /** Returns a free port of 127.0.0.1. Another process may take it before it is used. */
  public static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns cores, processor, memory, and JDK in one line. */
  public static String description() {
    return "%d cores (%s), %d GB of memory, Java %s"
        .formatted(
            CORES,
            firstOf("/proc/cpuinfo", "model name"),
            Math.round(Long.parseLong(firstOf("/proc/meminfo", "MemTotal").split(" ")[0]) / 1e6),
            Runtime.version());
  }

  private static String firstOf(String file, String name) {
    try (var lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse("0 unknown");
    } catch (IOException e) {
      return "0 unknown";
    }
  }

  private static void run(List<String> command) {
    try {
      var process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .redirectInput(new File("/dev/null"))
              .start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + " failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
