package io.streamgate.bench.http.script;

import io.streamgate.bench.load.Driver;
import io.streamgate.bench.load.Driver.Waiting;
import io.streamgate.bench.load.Pace;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The kinds of load. */
public enum Load {
  START_END("start -> end", _ -> new StartEnd()),
  HEARTBEATS("heartbeats", _ -> new Heartbeats(Credential.address())),
  MIXED("mixed", Mixed::new),
  REFUSALS("refusals", _ -> new Refusals()),
  FILL("starts without ends", _ -> new Fill());

  /** How many of 100 requests of the mixed load end a stream. */
  public static final int ENDS_OF_100_MIXED = 4;

  private static final Duration PREPARATION = Duration.ofMillis(200);

  private final String title;
  private final IntFunction<Player> script;

  Load(String title, IntFunction<Player> script) {
    this.title = title;
    this.script = script;
  }

  /** The name in the tables. */
  public String title() {
    return title;
  }

  /** Opens the connections and starts the streams that the load needs to be running. */
  public Driver connect(int port, int connections, Waiting waiting) {
    return connect(script, port, connections, waiting);
  }

  /** Opens the connections of players that send heartbeats by {@code credential}. */
  public static Driver heartbeats(
      Credential credential, int port, int connections, Waiting waiting) {
    return connect(_ -> new Heartbeats(credential), port, connections, waiting);
  }

  private static Driver connect(
      IntFunction<Player> script, int port, int connections, Waiting waiting) {
    var players = IntStream.range(0, connections).mapToObj(script).toList();
    var driver = new Driver(port, players, waiting);
    while (!players.stream().allMatch(Player::isPrepared)) {
      driver.run(new Pace.Saturating(PREPARATION));
    }
    return driver;
  }

  /** The loads in every comparison. */
  public static List<Load> usual() {
    return List.of(START_END, HEARTBEATS, MIXED, REFUSALS);
  }
}
