package io.streamgate.config.identity;

import io.streamgate.config.setting.Setting;
import io.streamgate.config.setting.SettingValues;
import io.streamgate.identity.jwt.OperatorClaims;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the settings of operators' access tokens. */
final class OperatorTokensReader {

  private OperatorTokensReader() {}

  /** Null unless a setting that is required is there; their values are checked anyway. */
  static @Nullable AccessTokens<OperatorClaims> read(SettingValues values) {
    var reader = new AccessTokensReader(TokenSettingNames.OPERATOR, values);
    var tokens =
        reader.read(
            new OperatorClaims(
                values.text(Setting.OPERATOR_JWT_NAME_CLAIM),
                values.text(Setting.OPERATOR_JWT_ROLE_CLAIM)));
    var demand =
        Stream.of(
                Setting.OPERATOR_JWT_KEYS,
                Setting.OPERATOR_JWT_ISSUER,
                Setting.OPERATOR_JWT_AUDIENCE)
            .filter(values::isSet)
            .findFirst();
    if (demand.isEmpty()) {
      return null;
    }
    reader.check(tokens, demand.get(), "an access token of operators needs");
    return tokens;
  }
}
