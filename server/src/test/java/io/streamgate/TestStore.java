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
 * The store of a server inside the test, by {@code -Dstreamgate.test.store}: {@code memory}, the
 * default, {@code sqlite}, or a kind known to a {@link Provider}. Each server gets its own folder
 * or table.
 */
public interface TestStore extends AutoCloseable {

  /** The system property that names the kind. */
  String KIND = "streamgate.test.store";

  /** A new store of this run's kind, {@code memory} by default. */
  static TestStore open() {
    return open(kind());
  }

  /** A new store of this run's kind, {@code kind} by default. */
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

    /** Its name in {@code -Dstreamgate.test.store}. */
    String kind();

    /** A new store. */
    TestStore open();
  }

  /** Skips the calling test if streams are stored in a table, and says why. */
  static void leaveOutOnTable(String reason) {
    assumeFalse(kind().equals("dynamodb"), reason);
  }

  private static String kind() {
    return System.getProperty(KIND, "memory");
  }

  /** The server's settings, {@code NAME=value}. */
  List<String> settings();

  /** Called after the server has started. */
  default void served() {}

  @Override
  default void close() {}

  /** In memory. */
  record InMemory() implements TestStore {
    @Override
    public List<String> settings() {
      return List.of("STREAMGATE_STORE=memory");
    }
  }

  /** SQLite, in a folder that is deleted at the end. */
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
