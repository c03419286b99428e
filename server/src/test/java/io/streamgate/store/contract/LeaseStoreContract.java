package io.streamgate.store.contract;

import io.streamgate.oracle.RandomScript;
import io.streamgate.store.LeaseStore;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The promises of {@link LeaseStore}, a nested class for each and a test for each sentence. The
 * test of a store extends this class and opens the store. Time is an argument, and every test has a
 * viewer of its own, so that a shared store needs no cleaning.
 */
public abstract class LeaseStoreContract {

  /** How long an ended stream stays on record in the stores under test. */
  protected static final Duration RETENTION = LeaseStoreFixture.RETENTION;

  /** Opens a store that keeps ended streams for {@link #RETENTION}. */
  protected abstract LeaseStore openStore();

  /** See {@link LeaseStoreFixture#hasUpkeep}. */
  protected boolean hasUpkeep() {
    return true;
  }

  /** How many rounds a race has that has this many in memory: fewer where calls cross a network. */
  protected int rounds(int inMemory) {
    return inMemory;
  }

  @Test
  void randomStepsAreAnsweredAsTheOracleAnswersThem() {
    try (var store = openStore()) {
      new RandomScript(store, RETENTION).run(rounds(2_000));
    }
  }

  @Nested
  final class Decisions extends DecisionPromise {
    Decisions() {
      super(LeaseStoreContract.this);
    }
  }

  @Nested
  final class Atomicity extends AtomicityPromise {
    Atomicity() {
      super(LeaseStoreContract.this);
    }
  }

  @Nested
  final class Replays extends ReplayPromise {
    Replays() {
      super(LeaseStoreContract.this);
    }
  }

  @Nested
  final class Isolation extends IsolationPromise {
    Isolation() {
      super(LeaseStoreContract.this);
    }
  }

  @Nested
  final class History extends HistoryPromise {
    History() {
      super(LeaseStoreContract.this);
    }
  }

  @Nested
  final class Upkeep extends UpkeepPromise {
    Upkeep() {
      super(LeaseStoreContract.this);
    }
  }

  @Nested
  final class Closing extends ClosingPromise {
    Closing() {
      super(LeaseStoreContract.this);
    }
  }
}
