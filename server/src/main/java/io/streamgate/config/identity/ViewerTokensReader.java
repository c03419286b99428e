package io.streamgate.config.identity;

import io.streamgate.config.setting.Setting;
import io.streamgate.config.setting.SettingValues;
import io.streamgate.identity.Facts;
import io.streamgate.identity.jwt.ClaimNames;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the settings of viewers' access tokens. */
public final class ViewerTokensReader {

  private final SettingValues values;

  private ViewerTokensReader(SettingValues values) {
    this.values = values;
  }

  /** Null unless access tokens identify viewers; their values are checked anyway. */
  public static @Nullable AccessTokens<ClaimNames> read(SettingValues values, boolean isUsed) {
    var reader = new AccessTokensReader(TokenSettingNames.VIEWER, values);
    var tokens = reader.read(new ViewerTokensReader(values).claims());
    if (!isUsed) {
      return null;
    }
    reader.check(tokens, Setting.IDENTITY, "'jwt' needs");
    return tokens;
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
    var facts = values.list(Setting.JWT_FACT_CLAIMS);
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
}
