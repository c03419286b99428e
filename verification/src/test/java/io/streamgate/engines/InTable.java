package io.streamgate.engines;

import io.streamgate.TestStore;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A store in an engine's table, which the server creates. {@code -Dstreamgate.test.store=dynamodb}
 * runs the HTTP tests on it, with the engine of {@code -Dstreamgate.test.engine}: {@code dynalite},
 * the default, or {@code dynamodb-local}.
 */
public record InTable(EngineProcess engine, String table) implements TestStore {

  /** A table that no other server uses. */
  public static InTable fresh(EngineProcess engine) {
    return new InTable(engine, "streamgate-" + UUID.randomUUID());
  }

  /** Writes each heartbeat, like the other stores, whatever the cost. */
  @Override
  public List<String> settings() {
    engine.tellCredentials();
    var settings = new ArrayList<>(engine.settings(table));
    settings.add("STREAMGATE_RENEW=always");
    return settings;
  }

  /** Disables time to live, because the test's clock is not the engine's. */
  @Override
  public void served() {
    engine.forgetNothingIn(table);
  }

  /** Lets {@link TestStore} find it. */
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
        default -> throw new AssertionError("unknown engine: " + engine);
      };
    }
  }
}
