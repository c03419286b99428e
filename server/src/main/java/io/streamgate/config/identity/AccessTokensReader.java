package io.streamgate.config.identity;

import io.streamgate.config.setting.Setting;
import io.streamgate.config.setting.SettingValues;
import io.streamgate.identity.Facts;
import io.streamgate.identity.jwt.ClaimNames;
import io.streamgate.identity.jwt.TokenRules;
import io.streamgate.identity.jwt.TokenRules.AudienceIn;
import io.streamgate.identity.jwt.keys.CurrentKeys.Times;
import io.streamgate.identity.jwt.keys.KeyLocation;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the settings of access tokens. Values are checked in every mode; what is required and how
 * they fit each other, with the mode {@code jwt} only.
 */
public final class AccessTokensReader {

  private static final String HS256 = "HS256";
  private static final Set<String> ALGORITHMS =
      Set.of(
          "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", HS256);

  /** Headers that the API reads, and those that hold the viewer's address. */
  private static final Set<String> OF_THE_API =
      Set.of("baggage", "prefer", "traceparent", "tracestate", "x-device-id", "x-forwarded-for");

  private final SettingValues values;

  private AccessTokensReader(SettingValues values) {
    this.values = values;
  }

  /** The settings of access tokens. */
  public static AccessTokens read(SettingValues values) {
    return new AccessTokensReader(values).accessTokens();
  }

  /** Adds the mistakes that matter if access tokens identify viewers. */
  public static void check(AccessTokens tokens, SettingValues values) {
    require(Setting.JWT_KEYS, "the keys of the identity provider", values);
    require(Setting.JWT_ISSUER, "the issuer of its tokens", values);
    require(Setting.JWT_AUDIENCE, "the audience of its tokens", values);
    if (values.isSet(Setting.JWT_AUDIENCE) && tokens.rules().audiences().isEmpty()) {
      values.wrong(Setting.JWT_AUDIENCE, "has no audience; use one that the tokens have");
    }
    var isPublic = !(tokens.keys() instanceof KeyLocation.InFile);
    if (isPublic && tokens.rules().algorithms().contains(HS256)) {
      values.wrong(
          Setting.JWT_ALGORITHMS,
          Setting.JWT_KEYS,
          "HS256 needs a secret, and keys at a URL are no secret; use a file of keys");
    }
    if (tokens.times().outage().compareTo(tokens.times().refresh()) < 0) {
      values.wrong(
          Setting.JWT_KEYS_OUTAGE,
          Setting.JWT_KEYS_REFRESH,
          "keys that serve for %s are gone before they are fetched again after %s; use %2$s or more"
              .formatted(
                  values.text(Setting.JWT_KEYS_OUTAGE), values.text(Setting.JWT_KEYS_REFRESH)));
    }
  }

  private static void require(Setting setting, String what, SettingValues values) {
    if (!values.isSet(setting)) {
      values.wrong(Setting.IDENTITY, "'jwt' needs " + what + "; set " + setting.key());
    }
  }

  private AccessTokens accessTokens() {
    var keys = KeyLocations.read(values);
    var audienceIn =
        keys instanceof KeyLocation.AtUrlOfEachKey ? AudienceIn.SIGNER : AudienceIn.CLAIMS;
    var rules =
        new TokenRules(
            header(),
            values.text(Setting.JWT_ISSUER),
            entries(Setting.JWT_AUDIENCE).collect(Collectors.toSet()),
            audienceIn,
            algorithms(),
            claims());
    return new AccessTokens(keys, rules, times());
  }

  private Times times() {
    Duration refresh = values.duration(Setting.JWT_KEYS_REFRESH, "PT30S", "P1D");
    return new Times(refresh, values.duration(Setting.JWT_KEYS_OUTAGE, "PT5M", "P30D"));
  }

  private String header() {
    var text = values.text(Setting.JWT_HEADER);
    var name = text.toLowerCase(Locale.ROOT);
    if (!HeaderNames.isName(text)) {
      values.wrong(
          Setting.JWT_HEADER,
          SettingValues.cannotRead(text)
              + " as the name of a header; use authorization, or the header that the proxy sends");
    } else if (HeaderNames.isTaken(name) || OF_THE_API.contains(name)) {
      values.wrong(
          Setting.JWT_HEADER,
          SettingValues.cannotUse(text)
              + ": it holds something else; use authorization, or the header that the proxy sends");
    }
    return name;
  }

  private Set<String> algorithms() {
    var algorithms = new TreeSet<String>();
    for (var entry : entries(Setting.JWT_ALGORITHMS).toList()) {
      if (!ALGORITHMS.contains(entry)) {
        values.wrong(
            Setting.JWT_ALGORITHMS,
            SettingValues.cannotUse(entry)
                + "; use "
                + ALGORITHMS.stream().sorted().collect(Collectors.joining(", ")));
      }
      algorithms.add(entry);
    }
    if (algorithms.isEmpty()) {
      values.wrong(Setting.JWT_ALGORITHMS, "has no algorithm; use RS256, or RS256,ES256");
    }
    return algorithms;
  }

  private ClaimNames claims() {
    return new ClaimNames(
        values.text(Setting.JWT_VIEWER_CLAIM),
        values.textIfSet(Setting.JWT_PROFILE_CLAIM),
        values.textIfSet(Setting.JWT_PLAN_CLAIM),
        values.textIfSet(Setting.JWT_LIMIT_CLAIM),
        facts());
  }

  private List<String> facts() {
    var facts = entries(Setting.JWT_FACT_CLAIMS).toList();
    if (facts.size() > Facts.MOST) {
      values.wrong(
          Setting.JWT_FACT_CLAIMS,
          "has %d claims; use at most %d".formatted(facts.size(), Facts.MOST));
    }
    facts.stream()
        .filter(name -> !Facts.isName(name))
        .forEach(
            name ->
                values.wrong(
                    Setting.JWT_FACT_CLAIMS,
                    "%s; use names of at most %d characters"
                        .formatted(SettingValues.cannotUse(name), Facts.MOST_OF_NAME)));
    return facts;
  }

  private Stream<String> entries(Setting setting) {
    return Stream.of(values.text(setting).split(","))
        .map(String::strip)
        .filter(entry -> !entry.isEmpty())
        .distinct();
  }
}
