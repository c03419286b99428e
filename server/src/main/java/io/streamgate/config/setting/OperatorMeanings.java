package io.streamgate.config.setting;

/** The meanings of the settings of the management port, and of who may use it. */
final class OperatorMeanings {

  static final String MANAGEMENT_PORT =
      "The management port, which serves `/metrics` and `/admin`; never expose it publicly. `0` "
          + "picks a free one.";

  static final String MANAGEMENT_ALLOWED_HOSTS =
      "Host names that requests to the management port may use, such as "
          + "`streamgate.internal`, separated by commas. IP addresses and `localhost` are always "
          + "allowed; other requests get 421.";

  static final String OPERATORS =
      "The operators and their tokens: `name:role:sha256hex`, separated by commas, with a role of "
          + "`read`, `operate` or `erase`, and the SHA-256 of each token, which has 32 random "
          + "characters or more.";

  static final String OPERATORS_FILE =
      "A file with the value of `STREAMGATE_OPERATORS`, one or more operators a line; instead of "
          + "that setting. Read at startup only.";

  private OperatorMeanings() {}
}
