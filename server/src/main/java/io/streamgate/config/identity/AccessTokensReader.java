package io.streamgate.config.identity;

import io.streamgate.config.setting.Setting;
import io.streamgate.config.setting.SettingValues;
import io.streamgate.identity.jwt.TokenRules;
import io.streamgate.identity.jwt.TokenRules.AudienceIn;
import io.streamgate.identity.jwt.keys.CurrentKeys.Times;
import io.streamgate.identity.jwt.keys.KeyLocation;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reads the settings of access tokens. Values are checked in any case; what is required and how
 * they fit each other, only if access tokens identify somebody.
 */
final class AccessTokensReader {

  private static final String HS256 = "HS256";
  private static final Set<String> ALGORITHMS =
      Set.of(
          "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", HS256);

  /** Headers that the API reads, and those that hold the viewer's address. */
  private static final Set<String> OF_THE_API =
      Set.of("baggage", "prefer", "traceparent", "tracestate", "x-device-id", "x-forwarded-for");

  private final TokenSettingNames names;
  private final SettingValues values;

  AccessTokensReader(TokenSettingNames names, SettingValues values) {
    this.names = names;
    this.values = values;
  }

  /**
   * Adds the mistakes that matter if access tokens identify somebody.
   *
   * @param demand the setting that asks for them
   * @param needs the beginning of the mistake
   */
  void check(AccessTokens<?> tokens, Setting demand, String needs) {
    require(names.keys, demand, needs + " the keys of the identity provider");
    require(names.issuer, demand, needs + " the issuer of its tokens");
    require(names.audience, demand, needs + " the audience of its tokens");
    if (values.isSet(names.audience) && tokens.rules().audiences().isEmpty()) {
      values.wrong(names.audience, "has no audience; use one that the tokens have");
    }
    var isPublic = !(tokens.keys() instanceof KeyLocation.InFile);
    if (isPublic && tokens.rules().algorithms().contains(HS256)) {
      values.wrong(
          names.algorithms,
          names.keys,
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

  private void require(Setting setting, Setting demand, String mistake) {
    if (!values.isSet(setting)) {
      values.wrong(demand, mistake + "; set " + setting.key());
    }
  }

  /** The settings of access tokens with these claims. */
  <C> AccessTokens<C> read(C claims) {
    var keys = KeyLocations.read(names.keys, values);
    var audienceIn =
        keys instanceof KeyLocation.AtUrlOfEachKey ? AudienceIn.SIGNER : AudienceIn.CLAIMS;
    var rules =
        new TokenRules(
            names.bearer,
            header(),
            values.text(names.issuer),
            Set.copyOf(values.list(names.audience)),
            audienceIn,
            algorithms());
    return new AccessTokens<>(keys, rules, claims, times());
  }

  private Times times() {
    Duration refresh = values.duration(Setting.JWT_KEYS_REFRESH, "PT30S", "P1D");
    return new Times(refresh, values.duration(Setting.JWT_KEYS_OUTAGE, "PT5M", "P30D"));
  }

  private String header() {
    var text = values.text(names.header);
    var name = text.toLowerCase(Locale.ROOT);
    if (!HeaderNames.isName(text)) {
      values.wrong(
          names.header,
          SettingValues.cannotRead(text)
              + " as the name of a header; use authorization, or the header that the proxy sends");
    } else if (HeaderNames.isTaken(name) || OF_THE_API.contains(name)) {
      values.wrong(
          names.header,
          SettingValues.cannotUse(text)
              + ": it holds something else; use authorization, or the header that the proxy sends");
    }
    return name;
  }

  private Set<String> algorithms() {
    var algorithms = new TreeSet<String>();
    for (var entry : values.list(names.algorithms)) {
      if (!ALGORITHMS.contains(entry)) {
        values.wrong(
            names.algorithms,
            SettingValues.cannotUse(entry)
                + "; use "
                + ALGORITHMS.stream().sorted().collect(Collectors.joining(", ")));
      }
      algorithms.add(entry);
    }
    if (algorithms.isEmpty()) {
      values.wrong(names.algorithms, "has no algorithm; use RS256, or RS256,ES256");
    }
    return algorithms;
  }
}
