package io.streamgate;

import io.streamgate.command.CommandLine;
import io.streamgate.config.Config;
import io.streamgate.config.InvalidConfig;
import io.streamgate.telemetry.LogOutput;
import io.streamgate.telemetry.LogSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Starts Streamgate, and stops it on SIGTERM or SIGINT. */
public final class Main {

  private static final int BAD_SETTINGS = 2;
  private static final int CANNOT_START = 1;

  /** Long enough for a reader that reads; stdout or stderr may also be a pipe that nobody reads. */
  private static final Duration LAST_WORDS = Duration.ofMillis(500);

  private Main() {}

  /**
   * Runs the command that {@code arguments} name. Without arguments, reads the settings from the
   * environment and {@code .env}, starts, and serves until the process is stopped; then it exits
   * with 2 for invalid settings, 1 if the port, the data directory or the table is not available, 0
   * after a clean shutdown.
   */
  public static void main(String[] arguments) {
    var dotEnvFile = Path.of(".env");
    if (arguments.length > 0) {
      var commands = new CommandLine(System.getenv(), dotEnvFile, System.out, System.err);
      System.exit(commands.run(List.of(arguments), Instant.now()));
      return;
    }
    Config config;
    try {
      config = Config.read(System.getenv(), dotEnvFile);
    } catch (InvalidConfig invalid) {
      complain(invalid);
      System.exit(BAD_SETTINGS);
      return;
    }
    System.setProperty(LogSetup.FORMAT, logFormat(config.log().format()));
    System.setProperty(LogOutput.QUEUE, Integer.toString(config.log().queueBytes()));
    // otherwise the first buffer loads all of JFR, which delays the first response
    System.getProperties().putIfAbsent("io.netty.jfr.enabled", "false");
    try {
      serve(config);
    } catch (CannotStart cannot) {
      complain(cannot);
      System.exit(CANNOT_START);
    }
  }

  /** Prints to stderr on another thread, so that a stuck pipe does not keep the process. */
  private static void complain(Exception failure) {
    var printing =
        Thread.ofPlatform().daemon().start(() -> System.err.println(failure.getMessage()));
    try {
      var _ = printing.join(LAST_WORDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Installs the shutdown hook before starting, so that no signal is lost. A signal during startup
   * makes the start fail, because libraries can no longer be loaded.
   */
  private static void serve(Config config) {
    var serving = new CompletableFuture<Streamgate>();
    var stop = new Thread(() -> stop(serving, config.stop().timeout()), "streamgate-stop");
    Runtime.getRuntime().addShutdownHook(stop);
    try {
      serving.complete(Streamgate.start(config, SystemWorld.of(config.storage().store())));
    } finally {
      serving.cancel(false); // no effect after a successful start
    }
  }

  /**
   * Exits with status 0, not the 143 of the JVM, also for a shutdown during startup. A failed start
   * is not a shutdown and keeps its own status.
   */
  private static void stop(CompletableFuture<Streamgate> serving, Duration patience) {
    var startFailed = serving.isCancelled();
    if (!startFailed) {
      close(serving, patience);
    }
    LogOutput.stdout().flush(LAST_WORDS);
    if (!startFailed) {
      Runtime.getRuntime().halt(0);
    }
  }

  private static void close(CompletableFuture<Streamgate> serving, Duration patience) {
    try {
      serving.get(patience.toMillis(), TimeUnit.MILLISECONDS).close();
    } catch (CancellationException | ExecutionException | TimeoutException neverServed) {
      // nothing was acknowledged yet: what has started ends with the process
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String logFormat(Config.LogFormat format) {
    return switch (format) {
      case TEXT -> "text";
      case JSON -> "json";
      case AUTO -> isTerminal() ? "text" : "json";
    };
  }

  @SuppressWarnings("SystemConsoleNull") // since JDK 25 null again without a console
  private static boolean isTerminal() {
    var console = System.console();
    return console != null && console.isTerminal();
  }
}
