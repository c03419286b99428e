package io.streamgate;

import io.streamgate.config.Config;
import io.streamgate.config.InvalidConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * Streamgate inside the test, on free ports, with a manual clock and this run's store, {@link
 * TestStore}.
 */
public final class RunningStreamgate implements AutoCloseable {

  /** The {@code Host} in requests that tests write byte by byte. */
  private static final String HOST_OF_RAW_REQUESTS = "a";

  private final TestWorld world = new TestWorld();
  private final TestStore store;
  private boolean isClosed;
  private final Streamgate streamgate;

  private RunningStreamgate(TestStore store, List<String> settings) throws InvalidConfig {
    this.store = store;
    var environment = new HashMap<String, String>();
    environment.put("HOST", "127.0.0.1");
    environment.put("STREAMGATE_ALLOWED_HOSTS", HOST_OF_RAW_REQUESTS);
    environment.put("STREAMGATE_MANAGEMENT_ALLOWED_HOSTS", HOST_OF_RAW_REQUESTS);
    environment.put("PORT", "0");
    environment.put("STREAMGATE_MANAGEMENT_PORT", "0");
    for (var setting : settings) {
      var parts = setting.split("=", 2);
      environment.put(parts[0], parts[1]);
    }
    streamgate = Streamgate.start(Config.read(environment, Path.of("no-such.env")), world);
    store.served();
  }

  /** A server with those settings, {@code NAME=value}. */
  public static RunningStreamgate with(String... settings) throws InvalidConfig {
    return on(TestStore.open(), settings);
  }

  /** A server on that store, which it closes, with those settings, {@code NAME=value}. */
  public static RunningStreamgate on(TestStore store, String... settings) throws InvalidConfig {
    var all = new ArrayList<>(store.settings());
    all.addAll(List.of(settings));
    return new RunningStreamgate(store, all);
  }

  /** Advances its clock. */
  public void pass(Duration time) {
    world.pass(time);
  }

  /** The public port. */
  public int port() {
    return streamgate.port();
  }

  /** The management port. */
  public int managementPort() {
    return streamgate.managementPort();
  }

  /** Idempotent: a test may stop the server that is stopped after it. */
  @Override
  public void close() {
    if (!isClosed) {
      isClosed = true;
      streamgate.close();
      store.close();
    }
  }
}
