package io.streamgate.store.shared;

import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.store.LeaseStore;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A store with a read that is cheaper than a write, and may be out of date. */
public interface Peeking extends LeaseStore {

  /** Reads a member as it was a short time ago, mostly under 1 s; empty if it was none then. */
  CompletionStage<Optional<StreamDecision.Kept>> peek(ViewerId viewer, StreamId id);
}
