package io.streamgate.config.setting;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The settings: name, default and meaning. A test compares the documents with them. */
public enum Setting {
  PORT("PORT", "8080", "The public port; `0` picks a free one."),
  HOST("HOST", "0.0.0.0", "The address the public port listens on."),
  STORE(
      "STREAMGATE_STORE",
      "sqlite",
      "Where streams are kept: `sqlite` (one machine, survives a restart), `memory` "
          + "(lost on a restart), or `dynamodb` (several nodes), which is the default if "
          + "`DYNAMO_TABLE_NAME` is set."),
  DATA_DIR("STREAMGATE_DATA_DIR", "./data", "The data directory of the sqlite store."),
  DYNAMO_TABLE_NAME("DYNAMO_TABLE_NAME", "", TableMeanings.DYNAMO_TABLE_NAME),
  CREATE_TABLE("STREAMGATE_CREATE_TABLE", "false", TableMeanings.CREATE_TABLE),
  SINGLE_WRITER_REGION(
      "STREAMGATE_SINGLE_WRITER_REGION", "false", TableMeanings.SINGLE_WRITER_REGION),
  ENVIRONMENT("STREAMGATE_ENVIRONMENT", "dev", OperatorMeanings.ENVIRONMENT),
  DEV_AWS_PROFILE(
      "dev_aws_profile", "", "The AWS profile in `dev`; default: the default credential chain."),
  PROD_AWS_PROFILE(
      "prod_aws_profile", "", "The AWS profile in `prod`; default: the default credential chain."),
  AWS_REGION(
      "AWS_REGION", "", "The AWS region; default: the region of the profile or the machine."),
  AWS_ENDPOINT_URL(
      "AWS_ENDPOINT_URL",
      "",
      "The endpoint of a DynamoDB-compatible server, such as "
          + "`http://localhost:8000`, without a path; default: the endpoint of the region."),
  LIMIT(
      "STREAMGATE_LIMIT",
      "3",
      "Streams a viewer may watch at once: `0` (none) to `1000`, or `unlimited` (which is 1000). "
          + "With the store dynamodb at most 100."),
  AT_LIMIT(
      "STREAMGATE_AT_LIMIT",
      "refuse",
      "What happens to a start at the limit: `refuse`, `evict-oldest`, or `evict-"
          + "idle` (ends the stream that has been paused longest, or the oldest if none "
          + "is paused)."),
  PLANS("STREAMGATE_PLANS", "", PlanMeanings.PLANS),
  PLANS_INLINE("STREAMGATE_PLANS_INLINE", "", PlanMeanings.PLANS_INLINE),
  LEASE(
      "STREAMGATE_LEASE",
      "PT90S",
      "How long a stream stays live without a heartbeat, `PT1S` to `P1D`;"
          + " at least three heartbeat intervals."),
  HEARTBEAT_INTERVAL(
      "STREAMGATE_HEARTBEAT_INTERVAL",
      "PT30S",
      "How often players are told to send a heartbeat, `PT1S` to `PT8H`."),
  LEAVE_GRACE(
      "STREAMGATE_LEAVE_GRACE",
      "PT15S",
      "How long a player that says it may be gone (a hidden page, an app in the background) "
          + "keeps its slot, `PT1S` to `PT10M`; at least 13 seconds with the dynamodb store."),
  RENEW("STREAMGATE_RENEW", "past-half", TableMeanings.RENEW),
  HISTORY_RETENTION("STREAMGATE_HISTORY_RETENTION", "P1D", ViewerMeanings.HISTORY_RETENTION),
  HISTORY_PER_VIEWER(
      "STREAMGATE_HISTORY_PER_VIEWER",
      "1000",
      "How many ended streams of one viewer are kept, `10` to `100000`; beyond that, the oldest "
          + "are deleted, by sqlite about 64 at a time. The store dynamodb keeps all of them "
          + "for the retention."),
  AUDIT_RETENTION("STREAMGATE_AUDIT_RETENTION", "P90D", ViewerMeanings.AUDIT_RETENTION),
  STARTS_PER_MINUTE(
      "STREAMGATE_STARTS_PER_MINUTE",
      "60",
      "How many starts a viewer may make in any minute on one node, up to `1000000`; "
          + "starts beyond it get 429. Takeovers have a limit of 10 of their own. "
          + "`0` turns both checks off."),
  CHANGES_PER_MINUTE(
      "STREAMGATE_CHANGES_PER_MINUTE",
      "600",
      "How many changes (PATCH) of its streams a viewer may make in any minute on one node, up "
          + "to `1000000`; changes beyond it get 429, unless they end the stream. `0` turns the "
          + "check off."),
  IDENTITY("STREAMGATE_IDENTITY", "forwarded", ViewerMeanings.IDENTITY),
  ADDRESS_HEADER("STREAMGATE_ADDRESS_HEADER", "x-forwarded-for", ViewerMeanings.ADDRESS_HEADER),
  TRUSTED_PROXIES("STREAMGATE_TRUSTED_PROXIES", "1", ViewerMeanings.TRUSTED_PROXIES),
  IPV6_PREFIX("STREAMGATE_IPV6_PREFIX", "64", ViewerMeanings.IPV6_PREFIX),
  BACKEND_KEYS("STREAMGATE_BACKEND_KEYS", "", ViewerMeanings.BACKEND_KEYS),
  BACKEND_KEYS_FILE("STREAMGATE_BACKEND_KEYS_FILE", "", ViewerMeanings.BACKEND_KEYS_FILE),
  STREAM_LIFE("STREAMGATE_STREAM_LIFE", "PT24H", ViewerMeanings.STREAM_LIFE),
  TOKEN_KEYS("STREAMGATE_TOKEN_KEYS", "", ViewerMeanings.TOKEN_KEYS),
  TOKEN_KEYS_FILE("STREAMGATE_TOKEN_KEYS_FILE", "", ViewerMeanings.TOKEN_KEYS_FILE),
  JWT_KEYS("STREAMGATE_JWT_KEYS", "", ViewerMeanings.JWT_KEYS),
  JWT_ISSUER("STREAMGATE_JWT_ISSUER", "", ViewerMeanings.JWT_ISSUER),
  JWT_AUDIENCE("STREAMGATE_JWT_AUDIENCE", "", ViewerMeanings.JWT_AUDIENCE),
  JWT_ALGORITHMS("STREAMGATE_JWT_ALGORITHMS", "RS256,ES256", ViewerMeanings.JWT_ALGORITHMS),
  JWT_HEADER("STREAMGATE_JWT_HEADER", "authorization", ViewerMeanings.JWT_HEADER),
  JWT_VIEWER_CLAIM("STREAMGATE_JWT_VIEWER_CLAIM", "sub", ViewerMeanings.JWT_VIEWER_CLAIM),
  JWT_PROFILE_CLAIM("STREAMGATE_JWT_PROFILE_CLAIM", "", ViewerMeanings.JWT_PROFILE_CLAIM),
  JWT_PLAN_CLAIM("STREAMGATE_JWT_PLAN_CLAIM", "", ViewerMeanings.JWT_PLAN_CLAIM),
  JWT_LIMIT_CLAIM("STREAMGATE_JWT_LIMIT_CLAIM", "", ViewerMeanings.JWT_LIMIT_CLAIM),
  JWT_FACT_CLAIMS("STREAMGATE_JWT_FACT_CLAIMS", "", ViewerMeanings.JWT_FACT_CLAIMS),
  JWT_KEYS_REFRESH("STREAMGATE_JWT_KEYS_REFRESH", "PT5M", ViewerMeanings.JWT_KEYS_REFRESH),
  JWT_KEYS_OUTAGE("STREAMGATE_JWT_KEYS_OUTAGE", "P1D", ViewerMeanings.JWT_KEYS_OUTAGE),
  CORS_ORIGINS("STREAMGATE_CORS_ORIGINS", "", ViewerMeanings.CORS_ORIGINS),
  CORS_HEADERS(
      "STREAMGATE_CORS_HEADERS",
      "",
      "Further request headers that pages of these origins may send, such as "
          + "`x-app-version`, separated by commas. The headers that the API reads and those of "
          + "tracing (`traceparent`, `tracestate`, `baggage`) are always allowed."),
  ALLOWED_HOSTS(
      "STREAMGATE_ALLOWED_HOSTS",
      "",
      "Host names that requests to the public port may use, such as `tv.example`, separated by "
          + "commas. IP addresses and `localhost` are always allowed; other requests get 421. `*` "
          + "allows every name, which is the default unless `HOST` is a loopback address."),
  ON_STORE_FAILURE(
      "STREAMGATE_ON_STORE_FAILURE",
      "refuse",
      "What happens to a start while the store does not answer: `refuse` (503) or "
          + "`admit` (it plays uncounted)."),
  MANAGEMENT_HOST(
      "STREAMGATE_MANAGEMENT_HOST", "127.0.0.1", "The address the management port listens on."),
  MANAGEMENT_PORT("STREAMGATE_MANAGEMENT_PORT", "9090", OperatorMeanings.MANAGEMENT_PORT),
  MANAGEMENT_ALLOWED_HOSTS(
      "STREAMGATE_MANAGEMENT_ALLOWED_HOSTS", "", OperatorMeanings.MANAGEMENT_ALLOWED_HOSTS),
  OPERATORS("STREAMGATE_OPERATORS", "", OperatorMeanings.OPERATORS),
  OPERATORS_FILE("STREAMGATE_OPERATORS_FILE", "", OperatorMeanings.OPERATORS_FILE),
  OPERATOR_JWT_KEYS("STREAMGATE_OPERATOR_JWT_KEYS", "", OperatorMeanings.OPERATOR_JWT_KEYS),
  OPERATOR_JWT_ISSUER("STREAMGATE_OPERATOR_JWT_ISSUER", "", OperatorMeanings.OPERATOR_JWT_ISSUER),
  OPERATOR_JWT_AUDIENCE(
      "STREAMGATE_OPERATOR_JWT_AUDIENCE", "", OperatorMeanings.OPERATOR_JWT_AUDIENCE),
  OPERATOR_JWT_ALGORITHMS(
      "STREAMGATE_OPERATOR_JWT_ALGORITHMS",
      "RS256,ES256",
      OperatorMeanings.OPERATOR_JWT_ALGORITHMS),
  OPERATOR_JWT_HEADER(
      "STREAMGATE_OPERATOR_JWT_HEADER", "authorization", OperatorMeanings.OPERATOR_JWT_HEADER),
  OPERATOR_JWT_NAME_CLAIM(
      "STREAMGATE_OPERATOR_JWT_NAME_CLAIM", "sub", OperatorMeanings.OPERATOR_JWT_NAME_CLAIM),
  OPERATOR_JWT_ROLE_CLAIM(
      "STREAMGATE_OPERATOR_JWT_ROLE_CLAIM", "roles", OperatorMeanings.OPERATOR_JWT_ROLE_CLAIM),
  QUEUE_SIZE(
      "STREAMGATE_QUEUE_SIZE",
      "65536",
      "How many changes may wait for the sqlite writer, `1` to `1048576`; requests "
          + "beyond it get 503."),
  DYNAMODB_ATTEMPT_TIMEOUT(
      "STREAMGATE_DYNAMODB_ATTEMPT_TIMEOUT", "PT0.4S", TableMeanings.DYNAMODB_ATTEMPT_TIMEOUT),
  DYNAMODB_CALL_TIMEOUT(
      "STREAMGATE_DYNAMODB_CALL_TIMEOUT", "PT2S", TableMeanings.DYNAMODB_CALL_TIMEOUT),
  DYNAMODB_IN_FLIGHT("STREAMGATE_DYNAMODB_IN_FLIGHT", "1000", TableMeanings.DYNAMODB_IN_FLIGHT),
  MAX_CONNECTIONS(
      "STREAMGATE_MAX_CONNECTIONS",
      "10000",
      "Connections to the public port, `1` to `1000000`; a further one gets 503 and "
          + "is closed."),
  HEADER_TIMEOUT(
      "STREAMGATE_HEADER_TIMEOUT",
      "PT10S",
      "How long a request's headers may take to arrive, `PT0.1S` to `PT1H`."),
  REQUEST_TIMEOUT(
      "STREAMGATE_REQUEST_TIMEOUT",
      "PT15S",
      "How long a request may take to arrive, and then again how long its response "
          + "may take, `PT0.1S` to `PT1H`."),
  IDLE_TIMEOUT(
      "STREAMGATE_IDLE_TIMEOUT",
      "PT75S",
      "How long an idle connection is kept, `PT0.1S` to `PT1H`; set it longer than "
          + "the load balancer's idle timeout. Responses announce it in `Keep-Alive`, less a "
          + "tenth, at most 5 s."),
  DRAIN_DELAY(
      "STREAMGATE_DRAIN_DELAY",
      "PT0S",
      "How long to keep serving on shutdown while the load balancer drains the node,"
          + " `PT0S` to `PT1M`."),
  SHUTDOWN_TIMEOUT(
      "STREAMGATE_SHUTDOWN_TIMEOUT",
      "PT8S",
      "How long requests in flight may take to finish on shutdown, `PT0.1S` to " + "`PT9S`."),
  LOG("STREAMGATE_LOG", "auto", "`text`, `json`, or `auto`: text on a terminal, else JSON."),
  LOG_VIEWERS("STREAMGATE_LOG_VIEWERS", "plain", ViewerMeanings.LOG_VIEWERS),
  EVENTS("STREAMGATE_EVENTS", "none", EventMeanings.EVENTS),
  EVENT_VIEWERS("STREAMGATE_EVENT_VIEWERS", "hashed", EventMeanings.EVENT_VIEWERS),
  WEBHOOK_URL("STREAMGATE_WEBHOOK_URL", "", EventMeanings.WEBHOOK_URL),
  WEBHOOK_SECRET("STREAMGATE_WEBHOOK_SECRET", "", EventMeanings.WEBHOOK_SECRET),
  WEBHOOK_SECRET_FILE("STREAMGATE_WEBHOOK_SECRET_FILE", "", EventMeanings.WEBHOOK_SECRET_FILE),
  LOG_QUEUE(
      "STREAMGATE_LOG_QUEUE",
      "1048576",
      "How many bytes of log lines may wait for stdout to be read, `1024` to `67108864`; lines "
          + "beyond it are dropped and counted.");

  private static final Set<String> KEYS =
      Arrays.stream(values()).map(setting -> setting.key).collect(Collectors.toUnmodifiableSet());

  private final String key;
  private final String defaultText;
  private final String meaning;

  Setting(String key, String defaultText, String meaning) {
    this.key = key;
    this.defaultText = defaultText;
    this.meaning = meaning;
  }

  /** The environment variables of all settings. */
  public static Set<String> keys() {
    return KEYS;
  }

  /** The environment variable. */
  public String key() {
    return key;
  }

  /** The default as a user would write it; empty if there is none. */
  public String defaultText() {
    return defaultText;
  }

  /** One line for the documentation, in Markdown. */
  public String meaning() {
    return meaning;
  }
}
