package io.streamgate.identity.operator;

/**
 * A person or a program that operates the service.
 *
 * @param name for the audit, at most 64 visible ASCII characters
 */
public record Operator(String name, Role role) {}
