package io.streamgate.config.setting;

/** The meanings of the settings that say how viewers are identified and named. */
final class ViewerMeanings {

  static final String IDENTITY =
      "How viewers are identified: `forwarded`, by the client address that the proxy passes "
          + "on; `jwt`, by an access token of the identity provider; or `header`, by a back end, "
          + "which starts the streams of all viewers.";

  static final String HISTORY_RETENTION =
      "How long ended streams stay readable, `PT10M` to `P3650D`. Short by default, because the "
          + "next holder of a viewer's address can read them too; with access tokens or back ends "
          + "(`STREAMGATE_IDENTITY`), the default is 30 days.";

  static final String AUDIT_RETENTION =
      "How long the audit of what operators did to viewers is kept, `P1D` to `P3650D`. The store "
          + "memory keeps the latest 10000 entries.";

  static final String ADDRESS_HEADER =
      "The header with the viewer's address: `x-forwarded-for`, or one that a proxy sets to "
          + "a single address, such as `cf-connecting-ip`, `true-client-ip` or "
          + "`cloudfront-viewer-address`.";

  static final String TRUSTED_PROXIES =
      "How many proxies append to `x-forwarded-for`, `1` to `32`: the viewer's address is "
          + "that many entries from the end of the list. Or the networks that contain the proxies "
          + "and nothing else, such as `10.0.0.0/8, 2001:db8::/32`: the viewer's address is the "
          + "last one in none of them, and only they may send the header.";

  static final String IPV6_PREFIX =
      "How many bits of an IPv6 address name the viewer, `48` to `128`. After a change, "
          + "every IPv6 viewer is a new one.";

  static final String BACKEND_KEYS =
      "The keys by which back ends act for viewers, in every mode: `name:sha256hex`, "
          + "separated by commas, with the SHA-256 of each key; two of one name while a key is "
          + "changed.";

  static final String BACKEND_KEYS_FILE =
      "A file with the value of `STREAMGATE_BACKEND_KEYS`, one or more keys a line; instead "
          + "of that setting. Read at startup only.";

  static final String STREAM_LIFE =
      "How long after its start a stream can be controlled by its stream token, `PT1M` to "
          + "`P30D`; after that the player needs the viewer's credentials again.";

  static final String TOKEN_KEYS =
      "The keys of stream tokens: `id:base64` of 32 bytes or more, separated by commas. The "
          + "first signs, all verify. Without them a key is made once and kept where the streams "
          + "are.";

  static final String TOKEN_KEYS_FILE =
      "A file with the value of `STREAMGATE_TOKEN_KEYS`, one or more keys a line; instead "
          + "of that setting. Read at startup only.";

  static final String JWT_KEYS =
      "The keys of the identity provider: the `https` URL of its key set (JWKS; `http` for "
          + "a loopback address only); a URL that ends in `/{kid}`, for each key in PEM, as of an "
          + "Application Load Balancer; or a file with a key set or PEM, which is read again at "
          + "each refresh. Required with `jwt`.";

  static final String JWT_ISSUER =
      "The issuer (`iss`) of access tokens, exactly as in the tokens. Required with `jwt`.";

  static final String JWT_AUDIENCE =
      "Accepted audiences, separated by commas. One must be in `aud`; a token without `aud` "
          + "needs one as its `client_id` or `azp`. With keys at `/{kid}`, the ARNs of the load "
          + "balancers that may sign. Required with `jwt`.";

  static final String JWT_ALGORITHMS =
      "The accepted signature algorithms, separated by commas: `RS256`, `RS384`, `RS512`, "
          + "`PS256`, `PS384`, `PS512`, `ES256`, `ES384`, `ES512`; `HS256` only with a file of "
          + "keys.";

  static final String JWT_HEADER =
      "The header with the access token; `authorization` holds it after `Bearer`, any other "
          + "header alone.";

  static final String JWT_VIEWER_CLAIM =
      "The claim that names the viewer, usually an account: text or a whole number.";

  static final String JWT_PROFILE_CLAIM =
      "The claim that names the profile of the account; default: no profile.";

  static final String JWT_PLAN_CLAIM =
      "The claim that names the viewer's plan (`STREAMGATE_PLANS`); default: the default plan.";

  static final String JWT_LIMIT_CLAIM =
      "The claim with the viewer's own limit: a whole number, or `unlimited`; default: the limit "
          + "of the viewer's plan.";

  static final String JWT_FACT_CLAIMS =
      "Claims that are facts of the viewer, for the rules of plans, separated by commas: at most "
          + "16, with names of at most 64 characters.";

  static final String JWT_KEYS_REFRESH =
      "How often the key set is fetched, `PT30S` to `P1D`; sooner if a token names an "
          + "unknown key.";

  static final String JWT_KEYS_OUTAGE =
      "How long the last key set serves while the identity provider cannot be reached, "
          + "`PT5M` to `P30D`; at least `STREAMGATE_JWT_KEYS_REFRESH`.";

  static final String LOG_VIEWERS =
      "How the log names viewers: `plain`, or `hashed`, by a short hash that is the same "
          + "until the process restarts.";

  static final String CORS_ORIGINS =
      "Origins whose pages may call the API from a browser, such as `https://tv.example`, "
          + "separated by commas. With access tokens in `authorization` (`STREAMGATE_IDENTITY`, "
          + "`STREAMGATE_JWT_HEADER`), `*` allows every origin, without cookies.";

  private ViewerMeanings() {}
}
