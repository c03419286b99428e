package io.streamgate.lease;

/** An override was set or removed. {@code next} is the viewer's new set. */
public record OverrideDecision(LeaseSet next) implements Decision {}
