package io.streamgate;

import io.streamgate.config.Config;
import io.streamgate.config.InvalidConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;

/** Streamgate inside the test, on free ports, with the memory store and a clock that stands. */
public final class RunningStreamgate implements AutoCloseable {

  private final TestWorld world = new TestWorld();
  private final Streamgate streamgate;

  private RunningStreamgate(String... settings) throws InvalidConfig {
    var environment = new HashMap<String, String>();
    environment.put("HOST", "127.0.0.1");
    environment.put("PORT", "0");
    environment.put("STREAMGATE_MANAGEMENT_PORT", "0");
    environment.put("STREAMGATE_STORE", "memory");
    for (var setting : settings) {
      var parts = setting.split("=", 2);
      environment.put(parts[0], parts[1]);
    }
    streamgate = Streamgate.start(Config.read(environment, Path.of("no-such.env")), world);
  }

  /** One that was told {@code NAME=value}. */
  public static RunningStreamgate with(String... settings) throws InvalidConfig {
    return new RunningStreamgate(settings);
  }

  /** Lets so much time pass for it. */
  public void pass(Duration time) {
    world.pass(time);
  }

  /** The public port. */
  public int port() {
    return streamgate.port();
  }

  /** The operator's port. */
  public int managementPort() {
    return streamgate.managementPort();
  }

  @Override
  public void close() {
    streamgate.close();
  }
}
