package io.streamgate;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.streamgate.dynamodb.DynamoEngine;
import io.streamgate.dynamodb.EngineProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * Where a server inside the test keeps its streams, by {@code -Dstreamgate.test.store}: {@code
 * memory}, which is the default, {@code sqlite}, or {@code dynamodb}, on the engine that {@code
 * -Dstreamgate.test.engine} names: {@code dynalite}, the default, or {@code dynamodb-local}. Each
 * server gets a folder or a table of its own.
 */
public sealed interface TestStore extends AutoCloseable {

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
      case "dynamodb" -> new InTable(engine(), "streamgate-" + UUID.randomUUID());
      default -> throw new AssertionError("no store that tests know: " + kind);
    };
  }

  /** Leaves the calling test out where streams are in a table, for which {@code reason} speaks. */
  static void leaveOutOnTable(String reason) {
    assumeFalse(kind().equals("dynamodb"), reason);
  }

  private static String kind() {
    return System.getProperty(KIND, "memory");
  }

  private static EngineProcess engine() {
    var engine = System.getProperty("streamgate.test.engine", "dynalite");
    return switch (engine) {
      case "dynalite" -> DynamoEngine.dynalite();
      case "dynamodb-local" -> DynamoEngine.dynamoDbLocal();
      default -> throw new AssertionError("no engine that tests know: " + engine);
    };
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

  /** In a table, which the server creates. */
  record InTable(EngineProcess engine, String table) implements TestStore {

    /** With each heartbeat written, as the other stores do it, whatever it costs. */
    @Override
    public List<String> settings() {
      engine.tellCredentials();
      var settings = new ArrayList<>(engine.settings(table));
      settings.add("STREAMGATE_RENEW=always");
      return settings;
    }

    /** The test's time is not the engine's, and what seems old is to stay. */
    @Override
    public void served() {
      engine.forgetNothingIn(table);
    }
  }
}
