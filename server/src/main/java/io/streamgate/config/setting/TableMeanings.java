package io.streamgate.config.setting;

/** The meanings of the settings of the table. */
final class TableMeanings {

  static final String CREATE_TABLE =
      "`true` creates the table if it is missing. For development; not allowed in " + "`prod`.";

  static final String SINGLE_WRITER_REGION =
      "`true` accepts a global table in which the last writer wins. Only nodes of one Region may "
          + "use it.";

  static final String RENEW =
      "Which heartbeats write to the table: `always` all of them, `past-half` only "
          + "those with at most half of the lease or two and a half intervals left, "
          + "whichever is longer. That costs less if the lease is longer than the "
          + "default.";

  static final String DYNAMODB_ATTEMPT_TIMEOUT =
      "How long one attempt of a call to DynamoDB may take, `PT0.05S` to `PT10S`.";

  static final String DYNAMODB_CALL_TIMEOUT =
      "How long a call to DynamoDB may take with all its attempts, `PT0.1S` to "
          + "`PT14S`; at least `STREAMGATE_DYNAMODB_ATTEMPT_TIMEOUT`, and shorter than "
          + "`STREAMGATE_REQUEST_TIMEOUT`.";

  static final String DYNAMODB_IN_FLIGHT =
      "How many calls to DynamoDB may be in flight, `4` to `50000`, a quarter of "
          + "them reserved for heartbeats, changes and ends; requests beyond it get 503.";

  static final String DYNAMO_TABLE_NAME =
      "The name of the DynamoDB table: 3 to 255 characters of `a-z`, `A-Z`, `0-9`, "
          + "`_`, `-` and `.`.";

  private TableMeanings() {}
}
