package io.streamgate.bench.http.server;

import io.streamgate.bench.http.server.Machine.Cores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A server to measure, and how to start it.
 *
 * @param name the name in the tables
 * @param command the command to run; {@code {port}} stands for a free port, here and in the
 *     environment
 */
public record Contender(String name, List<String> command, Map<String, String> environment) {

  private static final String PORT = "{port}";

  public Contender {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** Returns Streamgate with that store, its own data directory, and otherwise default settings. */
  public static Contender streamgate(String store, String... jvmFlags) {
    var environment =
        Map.of(
            "HOST",
            "127.0.0.1",
            "PORT",
            PORT,
            "STREAMGATE_MANAGEMENT_PORT",
            "0",
            "STREAMGATE_STORE",
            store,
            "STREAMGATE_DATA_DIR",
            scratch("data").toString());
    var command = java(jvmFlags);
    command.addAll(List.of("-jar", "server/target/streamgate.jar"));
    return new Contender(store, command, environment);
  }

  /** Returns the server that makes no decisions and replays the responses in {@code canned}. */
  static Contender bare(Path canned) {
    var command = java();
    command.addAll(List.of("-cp", "bench/target/bench.jar", Bare.class.getName()));
    command.addAll(List.of(PORT, canned.toString()));
    return new Contender("bare", command, Map.of());
  }

  /** Returns another program. */
  public static Contender program(String name, String... command) {
    return new Contender(name, List.of(command), Map.of());
  }

  /** Returns the command for a JVM with the project's flags. */
  private static List<String> java(String... flags) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:MaxRAMPercentage=70",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of(flags));
    return command;
  }

  /** Returns a copy that runs another build: its jar. */
  public Contender of(Path jar) {
    var other = new ArrayList<>(command);
    other.set(other.size() - 1, jar.toString());
    return new Contender(name, other, environment);
  }

  /** Returns a copy with another name. */
  public Contender named(String other) {
    return new Contender(other, command, environment);
  }

  /** Returns a copy with one setting added or replaced. */
  public Contender with(String setting, String value) {
    var more = new TreeMap<>(environment);
    more.put(setting, value);
    return new Contender(name, command, more);
  }

  /** Starts the server and returns when it is ready. */
  public Served start(Cores cores) {
    var port = Integer.toString(Machine.freePort());
    var pinned = new ArrayList<>(Machine.pinned(cores));
    command.forEach(word -> pinned.add(word.replace(PORT, port)));
    var variables = new TreeMap<String, String>();
    environment.forEach((setting, value) -> variables.put(setting, value.replace(PORT, port)));
    return Served.start(name, pinned, variables, Integer.parseInt(port));
  }

  /** Creates a directory below {@code bench/target}, on the same disk as the project. */
  public static Path scratch(String name) {
    try {
      var parent = Files.createDirectories(Path.of("bench", "target", "scratch"));
      return Files.createTempDirectory(parent, name).toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
