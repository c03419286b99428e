package io.streamgate.config.identity;

import io.streamgate.identity.jwt.TokenRules;
import io.streamgate.identity.jwt.keys.CurrentKeys;
import io.streamgate.identity.jwt.keys.KeyLocation;

/**
 * Which access tokens are accepted, and where the keys are that sign them.
 *
 * @param <C> describes the claims that name the bearer
 */
public record AccessTokens<C>(
    KeyLocation keys, TokenRules rules, C claims, CurrentKeys.Times times) {}
