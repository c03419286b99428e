package io.streamgate.config.identity;

import io.streamgate.identity.jwt.TokenRules;
import io.streamgate.identity.jwt.keys.CurrentKeys;
import io.streamgate.identity.jwt.keys.KeyLocation;

/** Which access tokens identify viewers, and where the keys are that sign them. */
public record AccessTokens(KeyLocation keys, TokenRules rules, CurrentKeys.Times times) {}
