package io.streamgate.engines.keycloak;

import io.streamgate.testing.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A Keycloak in its own process, which can be stopped and started again with the same address, keys
 * and users. Tests of the same JVM share it, one at a time. It exits with this JVM, even if the JVM
 * is killed, because its standard input is closed then.
 *
 * <p>Its first start takes about 12 s on two cores, and it needs about 400 MB.
 */
public final class Keycloak {

  private static final Path FOLDER = Path.of("target", "engines");
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration END = Duration.ofSeconds(30);
  private static final String READY = "Listening on: http://127.0.0.1";

  private static @Nullable Keycloak shared;

  private final Path home = Distribution.home(FOLDER);
  private final Path log = home.resolve("log");
  private final int port = freePort();
  private @Nullable Process process;

  private Keycloak() {}

  /**
   * Returns the running Keycloak; installs and starts it if necessary. Aborts the calling test
   * unless this is a full test run.
   */
  public static synchronized Keycloak running() {
    if (shared == null) {
      Distribution.install();
      shared = new Keycloak();
    }
    shared.start();
    return shared;
  }

  /** Its realm {@code tv}. */
  public Realm tv() {
    return new Realm(URI.create("http://127.0.0.1:" + port), "tv");
  }

  /** Starts it unless it is running, and waits until it serves. */
  public void start() {
    if (!isAlive()) {
      process = launch();
    }
    Until.holds(START, () -> "Keycloak is ready; its output: " + output(), this::isReady);
  }

  private Process launch() {
    try {
      return Distribution.server(home, port)
          .redirectErrorStream(true)
          .redirectOutput(log.toFile())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops it, and waits until it is gone. */
  public void stop() {
    if (process == null) {
      return;
    }
    process.destroy();
    try {
      if (!process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("still running after " + END + ": " + output());
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private boolean isAlive() {
    return process != null && process.isAlive();
  }

  private boolean isReady() {
    var alive = isAlive();
    var output = output();
    if (!alive) {
      throw new AssertionError("Keycloak exited: " + output);
    }
    return output.contains(READY);
  }

  private String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Below the ports that systems choose for connections, so that no connection takes the port while
   * Keycloak is stopped.
   */
  private static int freePort() {
    return new Random()
        .ints(20_000, 30_000)
        .limit(100)
        .filter(Keycloak::isFree)
        .findFirst()
        .orElseThrow();
  }

  private static boolean isFree(int port) {
    try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
