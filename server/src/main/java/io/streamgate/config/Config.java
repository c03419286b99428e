package io.streamgate.config;

import io.streamgate.config.aws.Aws;
import io.streamgate.lease.Rules.AtLimit;
import io.streamgate.lease.Rules.Limit;
import io.streamgate.policy.Pace.OnStoreFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What Streamgate was told to be. Read once at start, the same until the end.
 *
 * <p>Nothing here is a secret, so {@code toString} may be logged. A setting that is one gets a type
 * of its own that hides itself; it is never a {@code String} in these records.
 */
public record Config(
    Http http,
    Management management,
    Storage storage,
    TableConfig table,
    Streams streams,
    ViewerIdentity viewers,
    Aws aws,
    Shutdown stop,
    LogFormat log) {

  /**
   * Reads the settings. The environment wins over the file; an empty value is an unset one, in
   * both: compose files write those. Names the file has for other programs are ignored.
   *
   * @param environment the process's variables
   * @param dotEnvFile usually {@code .env} in the working directory; need not exist
   * @throws InvalidConfig with all mistakes at once, if there is any
   */
  public static Config read(Map<String, String> environment, Path dotEnvFile) throws InvalidConfig {
    return ConfigReader.read(environment, dotEnvFile);
  }

  /**
   * The public port.
   *
   * @param port 0 to 65535; 0 picks a free one
   * @param headerTimeout from a request's first byte to the end of its headers
   * @param requestTimeout from a request's first byte to its last
   * @param idleTimeout for a kept-alive connection between two requests
   * @param maxConnections that may be open, 1 to 1000000
   * @param corsOrigins as browsers spell them: lower case, without a default port; no duplicates
   */
  public record Http(
      String host,
      int port,
      Duration headerTimeout,
      Duration requestTimeout,
      Duration idleTimeout,
      int maxConnections,
      List<String> corsOrigins) {

    public Http {
      corsOrigins = List.copyOf(corsOrigins);
    }
  }

  /**
   * The operator's port.
   *
   * @param port 0 to 65535; 0 picks a free one
   */
  public record Management(String host, int port) {}

  /**
   * Where streams are kept.
   *
   * @param directory of the sqlite store; need not exist
   * @param historyRetention how long ended streams stay readable: 10 minutes to 3650 days
   * @param queueSize changes that may wait for the sqlite writer, 1 to 1048576
   */
  public record Storage(
      Store store,
      Path directory,
      Duration historyRetention,
      int queueSize,
      OnStoreFailure onFailure) {}

  /**
   * The table of the dynamodb store, and how it is called. Means nothing to another store.
   *
   * @param name 3 to 255 characters; empty only where the store is another
   * @param isCreated whether the store creates a table that is absent
   * @param attemptTimeout for one attempt of a call: 50 ms to 10 s
   * @param callTimeout for a call with all its attempts: 100 ms to 14 s, at least an attempt's and
   *     shorter than a request's
   * @param inFlight calls that may be under way, 4 to 50000; a quarter is kept for heartbeats and
   *     ends
   */
  public record TableConfig(
      String name,
      boolean isCreated,
      Renewal renewal,
      Duration attemptTimeout,
      Duration callTimeout,
      int inFlight) {}

  /**
   * The rules for a viewer's streams.
   *
   * @param lease 1 s to 1 day, whole milliseconds, at least three heartbeat intervals
   * @param heartbeatInterval at least 1 s, whole milliseconds
   * @param startsPerMinute of one viewer on this node; 0 is no bound
   */
  public record Streams(
      Limit limit,
      AtLimit atLimit,
      Duration lease,
      Duration heartbeatInterval,
      int startsPerMinute) {}

  /**
   * How a request's viewer is found.
   *
   * @param trustedProxies 1 to 32
   */
  public record ViewerIdentity(IdentityMode identity, int trustedProxies) {}

  /**
   * How a stop goes. The process is gone a second after both at the latest.
   *
   * @param drainDelay how long all is served as before though readiness says that it ends, 0 to 1
   *     minute
   * @param timeout how long requests that run then may take to finish, at most 9 s
   */
  public record Shutdown(Duration drainDelay, Duration timeout) {}

  /** The stores there are. */
  public enum Store {
    MEMORY,
    SQLITE,
    DYNAMODB
  }

  /** Which heartbeats write to the table; one that does not only reads. */
  public enum Renewal {
    PAST_HALF,
    ALWAYS
  }

  /** The ways to tell who watches. */
  public enum IdentityMode {
    FORWARDED
  }

  /** How log lines are written; {@code AUTO} is text on a terminal, else JSON. */
  public enum LogFormat {
    AUTO,
    TEXT,
    JSON
  }
}
