package io.streamgate.config.setting;

/** The meanings of the settings for operators: the management port, and who may use it. */
final class OperatorMeanings {

  static final String ENVIRONMENT =
      "`dev` or `prod`: which of the two AWS profiles is used, and whether "
          + "`STREAMGATE_CREATE_TABLE` is allowed, and a token of operators for the run where none "
          + "is set.";

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

  static final String OPERATOR_JWT_KEYS =
      "The keys of the identity provider of operators, as in `STREAMGATE_JWT_KEYS`. With these, "
          + "access tokens name operators, besides `STREAMGATE_OPERATORS`. Fetched as "
          + "`STREAMGATE_JWT_KEYS_REFRESH` and `STREAMGATE_JWT_KEYS_OUTAGE` say.";

  static final String OPERATOR_JWT_ISSUER =
      "The issuer (`iss`) of operators' access tokens, exactly as in the tokens. Required with "
          + "`STREAMGATE_OPERATOR_JWT_KEYS`.";

  static final String OPERATOR_JWT_AUDIENCE =
      "Accepted audiences of operators' access tokens, as in `STREAMGATE_JWT_AUDIENCE`. Required "
          + "with `STREAMGATE_OPERATOR_JWT_KEYS`. Use one that viewers' tokens do not have.";

  static final String OPERATOR_JWT_ALGORITHMS =
      "The accepted signature algorithms of operators' access tokens, as in "
          + "`STREAMGATE_JWT_ALGORITHMS`.";

  static final String OPERATOR_JWT_HEADER =
      "The header with the operator's access token; `authorization` holds it after `Bearer`, any "
          + "other header alone.";

  static final String OPERATOR_JWT_NAME_CLAIM =
      "The claim that names the operator, for the audit: 1 to 64 visible ASCII characters.";

  static final String OPERATOR_JWT_ROLE_CLAIM =
      "The claim that names the operator's role, `read`, `operate` or `erase`: a list of texts, or "
          + "one text with spaces. The largest role counts, other words are ignored.";

  private OperatorMeanings() {}
}
