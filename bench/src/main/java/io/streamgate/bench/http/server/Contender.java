package io.streamgate.bench.http.server;

import io.streamgate.bench.http.server.Machine.Cores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A server that can be measured, as it is started.
 *
 * @param name how a table calls it
 * @param flags of the JVM, besides those that the project runs with
 * @param program what a JVM runs, with its arguments; {@code {port}} stands for a free port
 */
public record Contender(
    String name, List<String> flags, List<String> program, Map<String, String> environment) {

  private static final String PORT = "{port}";

  /** Streamgate with that store, in a folder of its own, with the default settings otherwise. */
  public static Contender streamgate(String store) {
    var environment = new TreeMap<String, String>();
    environment.put("HOST", "127.0.0.1");
    environment.put("PORT", PORT);
    environment.put("STREAMGATE_MANAGEMENT_PORT", "0");
    environment.put("STREAMGATE_STORE", store);
    environment.put("STREAMGATE_DATA_DIR", scratch("data").toString());
    var program = List.of("-jar", "server/target/streamgate.jar");
    return new Contender(store, List.of(), program, environment);
  }

  /** The server that decides nothing, with what Streamgate has answered in {@code canned}. */
  static Contender bare(Path canned) {
    var classes = List.of("-cp", "bench/target/bench.jar", Bare.class.getName());
    var program = new ArrayList<>(classes);
    program.addAll(List.of(PORT, canned.toString()));
    return new Contender("bare", List.of(), program, Map.of());
  }

  /** This one by another name. */
  public Contender named(String other) {
    return new Contender(other, flags, program, environment);
  }

  /** This one with a setting more. */
  public Contender with(String setting, String value) {
    var more = new TreeMap<>(environment);
    more.put(setting, value);
    return new Contender(name, flags, program, more);
  }

  /** This one with a flag of the JVM more. */
  public Contender withFlag(String flag) {
    var more = new ArrayList<>(flags);
    more.add(flag);
    return new Contender(name, more, program, environment);
  }

  /** Starts it, and returns once it answers. */
  public Served start(Cores cores) {
    var port = Integer.toString(freePort());
    var command = new ArrayList<>(Machine.pinned(cores));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:MaxRAMPercentage=70",
            "-XX:+UseCompactObjectHeaders",
            "--enable-native-access=ALL-UNNAMED"));
    command.addAll(flags);
    program.forEach(word -> command.add(word.replace(PORT, port)));
    var told = new TreeMap<String, String>();
    environment.forEach((setting, value) -> told.put(setting, value.replace(PORT, port)));
    return Served.start(name, command, told, Integer.parseInt(port));
  }

  /** A new folder below {@code bench/target}, on the disk that the project is on. */
  public static Path scratch(String name) {
    try {
      var parent = Files.createDirectories(Path.of("bench", "target", "scratch"));
      return Files.createTempDirectory(parent, name).toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
