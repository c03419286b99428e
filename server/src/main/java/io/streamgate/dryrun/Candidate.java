package io.streamgate.dryrun;

import io.streamgate.policy.Catalog;
import io.streamgate.policy.Pace;

/**
 * Plans to try.
 *
 * @param mostStreams the bound of the store, which no limit exceeds
 */
public record Candidate(Catalog catalog, Pace pace, int mostStreams) {}
