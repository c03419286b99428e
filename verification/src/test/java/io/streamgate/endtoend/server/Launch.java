package io.streamgate.endtoend.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How to start a server process: in its own folder, on free local ports, with only the settings of
 * the test and no access to an AWS account. The sqlite store is in {@code data} below the folder,
 * and bursts are not throttled.
 *
 * @param under the program that starts the JVM, with its arguments; empty to start it directly
 * @param settings {@code NAME=value}; a later one replaces an earlier one
 */
public record Launch(Path folder, List<String> under, List<String> settings) {

  private static final List<String> DEFAULTS =
      List.of(
          "HOST=127.0.0.1",
          "PORT=0",
          "STREAMGATE_MANAGEMENT_PORT=0",
          "STREAMGATE_DATA_DIR=data",
          "STREAMGATE_STARTS_PER_MINUTE=0",
          // the AWS SDK's default locations
          "AWS_CONFIG_FILE=no-such-config",
          "AWS_SHARED_CREDENTIALS_FILE=no-such-credentials",
          "AWS_EC2_METADATA_DISABLED=true");

  /** Prefixes of the environment variables that must not reach a test's server. */
  private static final List<String> OTHERS = List.of("STREAMGATE_", "DYNAMO_", "AWS_");

  public Launch {
    under = List.copyOf(under);
    settings = List.copyOf(settings);
  }

  /** A launch in that folder with default settings. */
  public static Launch in(Path folder) {
    return new Launch(folder, List.of(), DEFAULTS);
  }

  /** Adds settings, {@code NAME=value}. */
  public Launch with(String... more) {
    return with(List.of(more));
  }

  /** Adds a list of settings. */
  public Launch with(List<String> more) {
    var all = new ArrayList<>(settings);
    all.addAll(more);
    return new Launch(folder, under, all);
  }

  /** Runs the JVM under that program. */
  public Launch under(String... program) {
    return new Launch(folder, List.of(program), settings);
  }

  /** Starts the process with these arguments, and returns at once. */
  public ServerProcess launch(String... arguments) {
    try {
      var out = Files.createTempFile(folder, "server", ".out");
      var errors = Files.createTempFile(folder, "server", ".err");
      var builder = builder(errors, arguments).redirectOutput(out.toFile());
      return new ServerProcess(builder.start(), out, errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts the process with a pipe as its stdout, and reads the pipe until the process serves: from
   * then on, nobody reads it.
   */
  public ServerProcess startUnread() {
    try {
      var out = Files.createTempFile(folder, "server", ".out");
      var errors = Files.createTempFile(folder, "server", ".err");
      var server = new ServerProcess(builder(errors).start(), out, errors);
      server.copyUntilReady();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ProcessBuilder builder(Path errors, String... arguments) {
    var command = new ArrayList<>(under);
    command.addAll(Program.COMMAND);
    command.addAll(List.of(arguments));
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectError(errors.toFile());
    tell(builder.environment());
    return builder;
  }

  /** Starts the process, and waits until it serves. */
  public ServerProcess start() {
    var server = launch();
    var ready = false;
    try {
      server.awaitReady();
      ready = true;
      return server;
    } finally {
      if (!ready) {
        server.close();
      }
    }
  }

  private void tell(Map<String, String> environment) {
    environment.keySet().removeIf(name -> OTHERS.stream().anyMatch(name::startsWith));
    // with this variable, the JVM prints a notice to stderr
    environment.remove("JAVA_TOOL_OPTIONS");
    environment.remove("JDK_JAVA_OPTIONS");
    for (var setting : settings) {
      var parts = setting.split("=", 2);
      environment.put(parts[0], parts[1]);
    }
  }
}
