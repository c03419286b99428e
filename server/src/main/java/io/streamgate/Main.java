package io.streamgate;

import io.streamgate.config.Config;
import io.streamgate.config.InvalidConfig;
import io.streamgate.telemetry.LogSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Starts Streamgate, and stops it when the process is told to. */
public final class Main {

  private static final int BAD_SETTINGS = 2;
  private static final int CANNOT_START = 1;

  private Main() {}

  /**
   * Reads the settings from the environment and {@code .env}, starts the parts and serves until the
   * process is told to stop. Exits with 2 for settings that are wrong, 1 where the port, the data
   * directory or the table cannot be had, 0 after an orderly stop.
   */
  public static void main(String[] arguments) {
    Config config;
    try {
      config = Config.read(System.getenv(), Path.of(".env"));
    } catch (InvalidConfig invalid) {
      System.err.println(invalid.getMessage());
      System.exit(BAD_SETTINGS);
      return;
    }
    System.setProperty(LogSetup.FORMAT, logFormat(config.log()));
    // or all of JFR is loaded with the first buffer, and the first answer waits for it
    System.getProperties().putIfAbsent("io.netty.jfr.enabled", "false");
    try {
      serve(config);
    } catch (CannotStart cannot) {
      System.err.println(cannot.getMessage());
      System.exit(CANNOT_START);
    }
  }

  /**
   * Heeds signals from before the start: between its end and a later moment one would be lost. One
   * that comes during the start makes that fail, for libraries cannot be loaded any more.
   */
  private static void serve(Config config) {
    var serving = new CompletableFuture<Streamgate>();
    var stop = new Thread(() -> stop(serving, config.stop().timeout()), "streamgate-stop");
    Runtime.getRuntime().addShutdownHook(stop);
    try {
      serving.complete(Streamgate.start(config, SystemWorld.of(config.storage().store())));
    } finally {
      serving.cancel(false); // does nothing to a start that has succeeded
    }
  }

  /**
   * A stop ends with status 0, not with the signal's 143 that the JVM would give it; one during the
   * start, too. A start that has failed on its own is no stop, and keeps its status.
   */
  private static void stop(CompletableFuture<Streamgate> serving, Duration patience) {
    if (serving.isCancelled()) {
      return;
    }
    try {
      serving.get(patience.toMillis(), TimeUnit.MILLISECONDS).close();
    } catch (CancellationException | ExecutionException | TimeoutException neverServed) {
      // whatever of it had started goes with the process: nobody was promised anything yet
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  private static String logFormat(Config.LogFormat format) {
    return switch (format) {
      case TEXT -> "text";
      case JSON -> "json";
      case AUTO -> isTerminal() ? "text" : "json";
    };
  }

  @SuppressWarnings("SystemConsoleNull") // since JDK 25 it is null again where there is none
  private static boolean isTerminal() {
    var console = System.console();
    return console != null && console.isTerminal();
  }
}
