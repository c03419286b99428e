package io.streamgate.engines;

import io.streamgate.TestStore;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * In a table of an engine, which the server creates. {@code -Dstreamgate.test.store=dynamodb} has
 * the HTTP tests run on it, on the engine that {@code -Dstreamgate.test.engine} names: {@code
 * dynalite}, the default, or {@code dynamodb-local}.
 */
public record InTable(EngineProcess engine, String table) implements TestStore {

  /** A table that no other server has. */
  public static InTable fresh(EngineProcess engine) {
    return new InTable(engine, "streamgate-" + UUID.randomUUID());
  }

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

  /** How {@link TestStore} finds it. */
  public static final class Provider implements TestStore.Provider {

    @Override
    public String kind() {
      return "dynamodb";
    }

    @Override
    public TestStore open() {
      return fresh(engine());
    }

    private static EngineProcess engine() {
      var engine = System.getProperty("streamgate.test.engine", "dynalite");
      return switch (engine) {
        case "dynalite" -> DynamoEngine.dynalite();
        case "dynamodb-local" -> DynamoEngine.dynamoDbLocal();
        default -> throw new AssertionError("no engine that tests know: " + engine);
      };
    }
  }
}
