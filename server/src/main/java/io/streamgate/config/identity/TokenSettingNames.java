package io.streamgate.config.identity;

import io.streamgate.config.setting.Setting;
import io.streamgate.identity.jwt.TokenRules.Bearer;

/** The settings of the access tokens of viewers or operators. */
enum TokenSettingNames {
  VIEWER(
      Bearer.VIEWER,
      Setting.JWT_KEYS,
      Setting.JWT_ISSUER,
      Setting.JWT_AUDIENCE,
      Setting.JWT_ALGORITHMS,
      Setting.JWT_HEADER),
  OPERATOR(
      Bearer.OPERATOR,
      Setting.OPERATOR_JWT_KEYS,
      Setting.OPERATOR_JWT_ISSUER,
      Setting.OPERATOR_JWT_AUDIENCE,
      Setting.OPERATOR_JWT_ALGORITHMS,
      Setting.OPERATOR_JWT_HEADER);

  final Bearer bearer;
  final Setting keys;
  final Setting issuer;
  final Setting audience;
  final Setting algorithms;
  final Setting header;

  TokenSettingNames(
      Bearer bearer,
      Setting keys,
      Setting issuer,
      Setting audience,
      Setting algorithms,
      Setting header) {
    this.bearer = bearer;
    this.keys = keys;
    this.issuer = issuer;
    this.audience = audience;
    this.algorithms = algorithms;
    this.header = header;
  }
}
