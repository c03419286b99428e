package io.streamgate;

import io.streamgate.config.Config;
import io.streamgate.config.InvalidConfig;
import io.streamgate.telemetry.LogSetup;
import java.nio.file.Path;

/** Starts Streamgate, and stops it when the process is told to. */
public final class Main {

  private static final int BAD_SETTINGS = 2;
  private static final int CANNOT_START = 1;

  private Main() {}

  /**
   * Reads the settings from the environment and {@code .env}, starts the parts and serves until the
   * process is told to stop. Exits with 2 for settings that are wrong, 1 where the port or the data
   * directory cannot be had, 0 after an orderly stop.
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
    System.setProperty(LogSetup.STYLE, logStyle(config.log()));
    try {
      var streamgate = Streamgate.start(config, new SystemWorld());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(streamgate), "streamgate-stop"));
    } catch (CannotStart cannot) {
      System.err.println(cannot.getMessage());
      System.exit(CANNOT_START);
    }
  }

  /** An orderly stop ends with status 0, not with the signal's 143 that the JVM would give it. */
  private static void stop(Streamgate streamgate) {
    streamgate.close();
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  private static String logStyle(Config.LogFormat format) {
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
