package io.streamgate.config.identity;

import io.streamgate.identity.HashedSecrets;
import io.streamgate.identity.operator.Operator;

/**
 * Who may operate the service.
 *
 * @param tokens the operators with tokens of their own
 */
public record OperatorSettings(HashedSecrets<Operator> tokens) {}
