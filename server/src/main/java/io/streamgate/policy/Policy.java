package io.streamgate.policy;

/** The pace of the service and the plans of its viewers. Only the limiter has both. */
public record Policy(Pace pace, PolicySource plans) {}
