package io.streamgate;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Where a server inside the test keeps its streams, by {@code -Dstreamgate.test.store}: {@code
 * memory}, which is the default, {@code sqlite}, or one that a {@link Provider} knows. Each server
 * gets a folder or a table of its own.
 */
public interface TestStore extends AutoCloseable {

  /** The system property that names the kind. */
  String KIND = "streamgate.test.store";

  /** A new one, of the kind of this run, which is {@code memory} where nothing else is said. */
  static TestStore open() {
    return open(kind());
  }

  /** A new one, of the kind of this run, or of {@code kind} where nothing is said. */
  static TestStore openOr(String kind) {
    return open(System.getProperty(KIND, kind));
  }

  private static TestStore open(String kind) {
    return switch (kind) {
      case "memory" -> new InMemory();
      case "sqlite" -> InFolder.fresh();
      default -> provided(kind);
    };
  }

  private static TestStore provided(String kind) {
    return ServiceLoader.load(Provider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.kind().equals(kind))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no store that tests know: " + kind))
        .open();
  }

  /** A kind of store that another module brings, found by {@link ServiceLoader}. */
  interface Provider {

    /** What {@code -Dstreamgate.test.store} calls it. */
    String kind();

    /** A new one. */
    TestStore open();
  }

  /** Leaves the calling test out where streams are in a table, for which {@code reason} speaks. */
  static void leaveOutOnTable(String reason) {
    assumeFalse(kind().equals("dynamodb"), reason);
  }

  private static String kind() {
    return System.getProperty(KIND, "memory");
  }

  /** What the server is told, {@code NAME=value}. */
  List<String> settings();

  /** Follows the start of the server. */
  default void served() {}

  @Override
  default void close() {}

  /** In the server itself. */
  record InMemory() implements TestStore {
    @Override
    public List<String> settings() {
      return List.of("STREAMGATE_STORE=memory");
    }
  }

  /** In SQLite, in a folder that is removed at the end. */
  record InFolder(Path folder) implements TestStore {

    static InFolder fresh() {
      try {
        return new InFolder(Files.createTempDirectory("streamgate-test"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public List<String> settings() {
      return List.of("STREAMGATE_STORE=sqlite", "STREAMGATE_DATA_DIR=" + folder);
    }

    @Override
    public void close() {
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
