package io.streamgate.store.contract;

import io.streamgate.oracle.RandomScript;
import io.streamgate.store.LeaseStore;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The promises of {@link LeaseStore}, with a nested class for each promise and a test for each
 * sentence. A store's test extends this class and opens the store. Time is an argument, and every
 * test has its own viewer, so that a shared store needs no cleanup.
 */
public abstract class LeaseStoreContract {

  /** How long the stores under test keep an ended stream. */
  protected static final Duration RETENTION = LeaseStoreFixture.RETENTION;

  /** Opens a store that keeps ended streams for {@link #RETENTION}. */
  protected abstract LeaseStore openStore();

  /** See {@link LeaseStoreFixture#hasUpkeep}. */
  protected boolean hasUpkeep() {
    return true;
  }

  /**
   * The number of rounds for a race that has {@code inMemory} of them in memory: fewer if calls
   * cross a network.
   */
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
  final class Takeovers extends TakeoverPromise {
    Takeovers() {
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
  final class Time extends TimePromise {
    Time() {
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
  final class Ends extends EndPromise {
    Ends() {
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
