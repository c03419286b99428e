package io.streamgate.config;

import io.streamgate.config.Config.Http;
import io.streamgate.config.Config.Management;
import io.streamgate.config.Config.Storage;
import io.streamgate.config.Config.Store;
import io.streamgate.config.Config.Streams;
import io.streamgate.config.aws.AwsReader;
import io.streamgate.config.events.EventsReader;
import io.streamgate.config.identity.OperatorsReader;
import io.streamgate.config.setting.Setting;
import io.streamgate.config.setting.SettingValues;
import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.Limit;
import io.streamgate.plans.PlansSource;
import io.streamgate.plans.ServiceBounds;
import io.streamgate.policy.Pace.OnStoreFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Creates the {@link Config} from the settings, with the type and the bounds of each. */
final class ConfigReader {

  /** A name, an IPv4 or an IPv6 address, without a port. */
  private static final Pattern HOST =
      Pattern.compile("[\\w.\\-]{1,253}|(?=.*:.*:)[0-9A-Fa-f:.]{2,45}(%[\\w.\\-]{1,32})?");

  private static final Duration RETENTION_OF_ACCOUNTS = Duration.ofDays(30);
  private static final String USE_HOST = "a host name or an address, without a port";
  private static final Set<String> EVERY_ADDRESS = Set.of("0.0.0.0", "::");

  private final SettingValues values;

  private ConfigReader(SettingValues values) {
    this.values = values;
  }

  static Config read(Map<String, String> environment, Path dotEnvFile) throws InvalidConfig {
    var reader = new ConfigReader(new SettingValues(environment, dotEnvFile));
    return reader.valid(reader.config(reader::plans));
  }

  static Config readWithoutPlans(Map<String, String> environment, Path dotEnvFile)
      throws InvalidConfig {
    var reader = new ConfigReader(new SettingValues(environment, dotEnvFile));
    return reader.valid(reader.config((_, _) -> new PlansSource.OfSettings()));
  }

  private Config valid(Config config) throws InvalidConfig {
    var mistakes = values.mistakes();
    if (!mistakes.isEmpty()) {
      throw new InvalidConfig(mistakes);
    }
    return config;
  }

  private Config config(BiFunction<Storage, Streams, PlansSource> plans) {
    var table = new TableReader(values);
    var http = http();
    var management = management();
    var storage = storage();
    var streams = streams(storage.store());
    var config =
        new Config(
            http,
            management,
            storage,
            table.read(),
            streams,
            plans.apply(storage, streams),
            new ViewersReader(values).read(),
            AwsReader.read(values),
            stop(),
            log(),
            new EventsReader(values).read());
    checkLease(config.streams());
    checkPorts(config.http(), config.management());
    table.check(config);
    return config;
  }

  private Http http() {
    return new Http(
        values.text(Setting.HOST, HOST, USE_HOST),
        values.port(Setting.PORT),
        values.duration(Setting.HEADER_TIMEOUT, "PT0.1S", "PT1H"),
        values.duration(Setting.REQUEST_TIMEOUT, "PT0.1S", "PT1H"),
        values.duration(Setting.IDLE_TIMEOUT, "PT0.1S", "PT1H"),
        values.number(Setting.MAX_CONNECTIONS, 1, 1_000_000),
        Origins.read(values, needsTokenOfPlayer()),
        Origins.headers(values),
        HostNames.ofPlayers(values));
  }

  private Config.Shutdown stop() {
    return new Config.Shutdown(
        values.duration(Setting.DRAIN_DELAY, "PT0S", "PT1M"),
        values.duration(Setting.SHUTDOWN_TIMEOUT, "PT0.1S", "PT9S"));
  }

  private Config.Log log() {
    return new Config.Log(
        values.choice(Setting.LOG, Config.LogFormat.class),
        values.number(Setting.LOG_QUEUE, 1024, 67_108_864),
        values.choice(Setting.LOG_VIEWERS, Config.LogViewers.class));
  }

  private Management management() {
    return new Management(
        values.text(Setting.MANAGEMENT_HOST, HOST, USE_HOST),
        values.port(Setting.MANAGEMENT_PORT),
        HostNames.ofOperators(values),
        OperatorsReader.read(values));
  }

  private Storage storage() {
    return new Storage(
        store(),
        values.path(Setting.DATA_DIR),
        retention(),
        values.isSet(Setting.HISTORY_RETENTION),
        values.number(Setting.HISTORY_PER_VIEWER, 10, 100_000),
        values.duration(Setting.AUDIT_RETENTION, "P1D", "P3650D"),
        values.number(Setting.QUEUE_SIZE, 1, 1_048_576),
        values.choice(Setting.ON_STORE_FAILURE, OnStoreFailure.class));
  }

  /**
   * An address has a next holder, who can read the history of the one before; an account has not.
   */
  private Duration retention() {
    return values.isSet(Setting.HISTORY_RETENTION) || isIdentity("forwarded")
        ? values.duration(Setting.HISTORY_RETENTION, "PT10M", "P3650D")
        : RETENTION_OF_ACCOUNTS;
  }

  /**
   * Whether a page needs an access token that its player adds. Another header may be added by a
   * proxy that reads a cookie, which browsers send by themselves.
   */
  private boolean needsTokenOfPlayer() {
    return isIdentity("jwt")
        && values.text(Setting.JWT_HEADER).equalsIgnoreCase(Setting.JWT_HEADER.defaultText());
  }

  /** Leaves mistakes to the reader of the identity. */
  private boolean isIdentity(String mode) {
    return values.text(Setting.IDENTITY).equals(mode);
  }

  private PlansSource plans(Storage storage, Streams streams) {
    var bounds = new ServiceBounds(storage.store().mostStreams(), streams.changesPerMinute());
    return new PlansSettings(values, bounds).read();
  }

  /** A table name selects the dynamodb store, unless a store is set explicitly. */
  private Store store() {
    boolean hasTable = values.isSet(Setting.DYNAMO_TABLE_NAME);
    if (hasTable && !values.isSet(Setting.STORE)) {
      return Store.DYNAMODB;
    }
    var store = values.choice(Setting.STORE, Store.class);
    if (store == Store.DYNAMODB && !hasTable) {
      values.wrong(Setting.STORE, "'dynamodb' needs a table; set DYNAMO_TABLE_NAME");
    }
    return store;
  }

  private Streams streams(Store store) {
    return new Streams(
        limit(store),
        values.choice(Setting.AT_LIMIT, AtLimit.class),
        values.duration(Setting.LEASE, "PT1S", "P1D"),
        values.duration(Setting.HEARTBEAT_INTERVAL, "PT1S", "PT8H"),
        values.duration(Setting.LEAVE_GRACE, "PT1S", "PT10M"),
        values.number(Setting.STARTS_PER_MINUTE, 0, 1_000_000),
        values.number(Setting.CHANGES_PER_MINUTE, 0, 1_000_000));
  }

  private Limit limit(Store store) {
    var bound = store.mostStreams();
    var text = values.text(Setting.LIMIT);
    if (text.equals("unlimited")) {
      return new Limit.Unlimited(bound);
    }
    if (SettingValues.isNumber(text, 0, bound)) {
      return new Limit.AtMost(Integer.parseInt(text));
    }
    var use = "; use 0 to " + bound + ", or unlimited";
    values.wrong(
        Setting.LIMIT,
        SettingValues.isNumber(text, 0, Limit.ENGINEERING_BOUND)
            ? SettingValues.cannotUse(text) + TableReader.WHY_MAX_LIMIT + use
            : SettingValues.cannotRead(text) + " as a limit" + use);
    return new Limit.AtMost(Integer.parseInt(Setting.LIMIT.defaultText()));
  }

  /** A stream survives two lost heartbeats. */
  private void checkLease(Streams streams) {
    if (values.isFaulty(Setting.LEASE) || values.isFaulty(Setting.HEARTBEAT_INTERVAL)) {
      return;
    }
    Duration needed = streams.heartbeatInterval().multipliedBy(3);
    if (streams.lease().compareTo(needed) < 0) {
      values.wrong(
          Setting.LEASE,
          Setting.HEARTBEAT_INTERVAL,
          "a lease of %s is shorter than three intervals of %s; use a lease of %s or more"
              .formatted(
                  values.text(Setting.LEASE), values.text(Setting.HEARTBEAT_INTERVAL), needed));
    }
  }

  private void checkPorts(Http http, Management management) {
    boolean sameAddress =
        http.host().equals(management.host())
            || EVERY_ADDRESS.contains(http.host())
            || EVERY_ADDRESS.contains(management.host());
    if (http.port() != 0 && http.port() == management.port() && sameAddress) {
      values.wrong(
          Setting.PORT,
          Setting.MANAGEMENT_PORT,
          "both are " + http.port() + "; use different ports");
    }
  }
}
