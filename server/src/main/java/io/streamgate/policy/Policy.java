package io.streamgate.policy;

/**
 * What the service allows: one pace for all viewers, and a plan for each. Only the limiter has it;
 * what needs nothing but the pace takes a {@link Pace}.
 */
public record Policy(Pace pace, PolicySource plans) {}
