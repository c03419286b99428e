package io.streamgate.config;

import io.streamgate.config.aws.Aws;
import io.streamgate.config.events.EventSettings;
import io.streamgate.config.identity.AccessTokens;
import io.streamgate.config.identity.OperatorSettings;
import io.streamgate.config.identity.StreamTokenSettings;
import io.streamgate.identity.HashedSecrets;
import io.streamgate.identity.forwarded.AddressHeader;
import io.streamgate.identity.forwarded.TrustedProxies;
import io.streamgate.identity.jwt.ClaimNames;
import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.Limit;
import io.streamgate.plans.PlansSource;
import io.streamgate.policy.Pace;
import io.streamgate.policy.Pace.OnStoreFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of Streamgate. Read once at start, immutable.
 *
 * <p>{@code toString} may be logged: every secret has a type that hides it. {@code Setting} has the
 * bounds of each value.
 */
public record Config(
    Http http,
    Management management,
    Storage storage,
    TableConfig table,
    Streams streams,
    PlansSource plans,
    ViewerIdentity viewers,
    Aws aws,
    Shutdown stop,
    Log log,
    EventSettings events) {

  /**
   * Reads the settings. The environment overrides the file. An empty value means unset, because
   * compose files write empty values. Names of other programs in the file are ignored.
   *
   * @param dotEnvFile usually {@code .env} in the working directory; need not exist
   * @throws InvalidConfig with all mistakes at once
   */
  public static Config read(Map<String, String> environment, Path dotEnvFile) throws InvalidConfig {
    return ConfigReader.read(environment, dotEnvFile);
  }

  /** Reads the settings without those that bring plans, which may be what is to be mended. */
  public static Config readWithoutPlans(Map<String, String> environment, Path dotEnvFile)
      throws InvalidConfig {
    return ConfigReader.readWithoutPlans(environment, dotEnvFile);
  }

  /** The pace of the service. */
  public Pace pace() {
    return new Pace(
        streams.lease(), streams.heartbeatInterval(), streams.leaveGrace(), storage.onFailure());
  }

  /**
   * The public port.
   *
   * @param port 0 picks a free port
   * @param headerTimeout from a request's first byte to the end of its headers
   * @param requestTimeout from a request's first byte to its last
   * @param corsOrigins as browsers send them: lower case, without the default port; no duplicates
   * @param corsHeaders request headers of their pages, in lower case; no duplicates
   * @param allowedHosts host names in lower case; {@code *} is every name, none the default
   */
  public record Http(
      String host,
      int port,
      Duration headerTimeout,
      Duration requestTimeout,
      Duration idleTimeout,
      int maxConnections,
      List<String> corsOrigins,
      List<String> corsHeaders,
      List<String> allowedHosts) {

    public Http {
      corsOrigins = List.copyOf(corsOrigins);
      corsHeaders = List.copyOf(corsHeaders);
      allowedHosts = List.copyOf(allowedHosts);
    }
  }

  /**
   * The management port.
   *
   * @param port 0 picks a free port
   * @param allowedHosts host names in lower case
   */
  public record Management(
      String host, int port, List<String> allowedHosts, OperatorSettings operators) {

    public Management {
      allowedHosts = List.copyOf(allowedHosts);
    }
  }

  /**
   * Where streams are stored. The directory and the queue are those of the sqlite store.
   *
   * @param isRetentionSet whether the operator has set {@code historyRetention}; a default does not
   *     delete history that an earlier setting or default kept
   * @param historyPerViewer how many ended streams of a viewer are kept; the dynamodb store ignores
   *     it
   * @param auditRetention how long it can be read what operators did
   */
  public record Storage(
      Store store,
      Path directory,
      Duration historyRetention,
      boolean isRetentionSet,
      int historyPerViewer,
      Duration auditRetention,
      int queueSize,
      OnStoreFailure onFailure) {}

  /**
   * The table of the dynamodb store. Other stores ignore it.
   *
   * @param name null if the store is another one
   * @param isCreated whether the store creates a missing table
   * @param hasSingleWriterRegion whether only nodes of one Region use a global table
   * @param callTimeout for all attempts: at least {@code attemptTimeout}, less than a request's
   * @param inFlight calls at the same time; a quarter is reserved for heartbeats and ends
   */
  public record TableConfig(
      @Nullable String name,
      boolean isCreated,
      boolean hasSingleWriterRegion,
      Renewal renewal,
      Duration attemptTimeout,
      Duration callTimeout,
      int inFlight) {}

  /**
   * The rules for a viewer's streams. A lease is at least three heartbeat intervals. The limit, its
   * action and the starts are those of the plan without a file of plans.
   */
  public record Streams(
      Limit limit,
      AtLimit atLimit,
      Duration lease,
      Duration heartbeatInterval,
      Duration leaveGrace,
      int startsPerMinute,
      int changesPerMinute) {}

  /**
   * How viewers are identified.
   *
   * @param ipv6Prefix how many bits of an IPv6 address name the viewer, 48 to 128
   * @param backEnds the names of back ends, by their keys; at least one in the mode {@code HEADER}
   * @param accessTokens null unless they identify viewers
   */
  public record ViewerIdentity(
      IdentityMode identity,
      AddressHeader addressHeader,
      TrustedProxies trustedProxies,
      int ipv6Prefix,
      HashedSecrets<String> backEnds,
      StreamTokenSettings streamTokens,
      @Nullable AccessTokens<ClaimNames> accessTokens) {}

  /**
   * The shutdown: requests are served for {@code drainDelay} while readiness returns 503, then may
   * finish within {@code timeout}. The process exits at most a second later.
   */
  public record Shutdown(Duration drainDelay, Duration timeout) {}

  /**
   * The log.
   *
   * @param queueBytes how many bytes of lines may wait for stdout
   */
  public record Log(LogFormat format, int queueBytes, LogViewers viewers) {}

  /** The available stores. */
  public enum Store {
    MEMORY(Limit.ENGINEERING_BOUND),
    SQLITE(Limit.ENGINEERING_BOUND),
    DYNAMODB(TableReader.MAX_LIMIT);

    private final int mostStreams;

    Store(int mostStreams) {
      this.mostStreams = mostStreams;
    }

    /** The most streams of a viewer, whatever its limit. */
    public int mostStreams() {
      return mostStreams;
    }
  }

  /** Which heartbeats write to the table; all others only read. */
  public enum Renewal {
    PAST_HALF,
    ALWAYS
  }

  /** How viewers are identified. */
  public enum IdentityMode {
    /** By the address that a proxy passes on. */
    FORWARDED,
    /** By an access token. */
    JWT,
    /** By a back end. */
    HEADER
  }

  /** The format of the log; {@code AUTO} is text on a terminal, otherwise JSON. */
  public enum LogFormat {
    AUTO,
    TEXT,
    JSON
  }

  /** How the log names viewers. */
  public enum LogViewers {
    PLAIN,
    /** By a hash that is the same until the process ends. */
    HASHED
  }
}
