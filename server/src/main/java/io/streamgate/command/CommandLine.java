package io.streamgate.command;

import io.streamgate.config.Config;
import io.streamgate.config.InvalidConfig;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Runs one command and returns the exit status of the process: 0 for success, 1 if plans or answers
 * have mistakes or cannot be read, 2 for a command or settings that are invalid.
 *
 * @param environment the settings of the server; it overrides {@code dotEnvFile}
 * @param out for results
 * @param err for mistakes
 */
public record CommandLine(
    Map<String, String> environment, Path dotEnvFile, PrintStream out, PrintStream err) {

  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private static final String USAGE =
      """
      usage: java -jar streamgate.jar                       start the server
             java -jar streamgate.jar plans check FILE      check a file of plans
             java -jar streamgate.jar plans dry-run FILE    show what its plans would do to the
                                                            live streams in the data directory
             java -jar streamgate.jar usage merge FILE...   make one answer of those that several
                                                            nodes gave to /admin/v1/top or levels\
      """;

  /** Runs the command that {@code arguments} name, at {@code now}. Blocks. */
  public int run(List<String> arguments, Instant now) {
    if (arguments.size() == 3 && arguments.getFirst().equals("plans")) {
      var file = arguments.get(2);
      switch (arguments.get(1)) {
        case "check" -> {
          return check(file);
        }
        case "dry-run" -> {
          return dryRun(file, now);
        }
        default -> {}
      }
    }
    if (arguments.size() > 2 && arguments.subList(0, 2).equals(List.of("usage", "merge"))) {
      return mergeUsage(arguments.subList(2, arguments.size()));
    }
    if (arguments.equals(List.of("--help")) || arguments.equals(List.of("-h"))) {
      out.println(USAGE);
      return DONE;
    }
    err.println(USAGE);
    return MISUSED;
  }

  private int check(String file) {
    try {
      out.println(CheckedPlans.read(file, settings()).summary());
      return DONE;
    } catch (InvalidConfig | CannotRun failure) {
      return complain(failure);
    }
  }

  private int dryRun(String file, Instant now) {
    try {
      var config = settings();
      var plans = CheckedPlans.read(file, config);
      out.print(new StoredStreams(config).tried(plans, now));
      return DONE;
    } catch (InvalidConfig | CannotRun failure) {
      return complain(failure);
    }
  }

  private int mergeUsage(List<String> files) {
    try {
      out.println(UsageFiles.merged(files));
      return DONE;
    } catch (CannotRun failure) {
      return complain(failure);
    }
  }

  private int complain(Exception failure) {
    err.println(failure.getMessage());
    return failure instanceof InvalidConfig ? MISUSED : FAILED;
  }

  /** The settings of the server; without its plans if something is wrong. */
  private Config settings() throws InvalidConfig {
    try {
      return Config.read(environment, dotEnvFile);
    } catch (InvalidConfig invalid) {
      return Config.readWithoutPlans(environment, dotEnvFile);
    }
  }
}
