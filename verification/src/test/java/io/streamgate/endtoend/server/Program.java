package io.streamgate.endtoend.server;

import io.streamgate.testing.Until;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The command that starts a server: the jar of {@code -Dstreamgate.test.jar}, with an AOT cache
 * that halves the startup time, or this build's classes if the property is not set.
 */
final class Program {

  private static final Path CACHES = Path.of("target", "aot").toAbsolutePath();
  private static final Duration TRAINING = Duration.ofMinutes(2);

  private static final List<String> JVM =
      List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseCompactObjectHeaders",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED");

  /** Shared by all servers of this JVM. */
  static final List<String> COMMAND = command();

  private Program() {}

  private static List<String> command() {
    var jar = System.getProperty("streamgate.test.jar", "");
    return jar.isEmpty() ? ofClasses() : ofJar(Path.of(jar));
  }

  private static List<String> ofClasses() {
    var classPath =
        Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator))
            .map(part -> Path.of(part).toAbsolutePath().toString())
            .toList();
    return with("-cp", String.join(File.pathSeparator, classPath), "io.streamgate.Main");
  }

  /** Concurrent test JVMs share the cache: one creates it while the other waits. */
  private static List<String> ofJar(Path jar) {
    try {
      // the JVM rejects a cache of another jar
      var name = Files.getLastModifiedTime(jar).toMillis() + "-" + Files.size(jar);
      var cache = Files.createDirectories(CACHES).resolve(name);
      try (var lock =
              FileChannel.open(
                  CACHES.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var _ = lock.lock()) {
        if (!Files.exists(cache)) {
          train(jar, cache);
        }
      }
      return with("-XX:AOTCache=" + cache, "-jar", jar.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void train(Path jar, Path cache) throws IOException {
    var folder = Files.createTempDirectory("training");
    var out = Files.createFile(folder.resolve("out"));
    var builder =
        new ProcessBuilder(with("-XX:AOTCacheOutput=" + cache, "-jar", jar.toString()))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder
        .environment()
        .putAll(Map.of("HOST", "127.0.0.1", "PORT", "0", "STREAMGATE_MANAGEMENT_PORT", "0"));
    var server = builder.start();
    Until.holds(TRAINING, () -> read(out), () -> read(out).contains("streamgate is ready"));
    server.destroy(); // SIGTERM; the JVM writes the cache on exit
    try {
      if (!server.waitFor(TRAINING.toSeconds(), TimeUnit.SECONDS) || !Files.exists(cache)) {
        throw new AssertionError("no AOT cache was written: " + read(out));
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> with(String... more) {
    var command = new ArrayList<>(JVM);
    command.addAll(List.of(more));
    return List.copyOf(command);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
