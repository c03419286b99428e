package io.streamgate.store.contract;

import io.streamgate.oracle.RandomScript;
import io.streamgate.store.AuditTrail;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.contract.operator.AuditPromise;
import io.streamgate.store.contract.operator.CompleteErasurePromise;
import io.streamgate.store.contract.operator.ErasurePromise;
import io.streamgate.store.contract.operator.InterventionRacePromise;
import io.streamgate.store.contract.operator.TerminationPromise;
import io.streamgate.store.contract.plan.BoundRacePromise;
import io.streamgate.store.contract.plan.FactPromise;
import io.streamgate.store.contract.plan.OverridePromise;
import io.streamgate.store.contract.plan.OverrideRacePromise;
import io.streamgate.store.contract.plan.RulePromise;
import io.streamgate.store.contract.plan.UncountedPromise;
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

  /** How long the stores under test keep the trail of what operators did. */
  protected static final Duration AUDIT_RETENTION = Duration.ofDays(90);

  /** Opens a store that keeps ended streams for {@link #RETENTION}. */
  protected abstract LeaseStore openStore();

  /**
   * The trail of a store that {@link #openStore} opened, which keeps entries for {@link
   * #AUDIT_RETENTION}.
   */
  protected abstract AuditTrail auditOf(LeaseStore store);

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

  @Nested
  final class Rules extends RulePromise {
    Rules() {
      super(LeaseStoreContract.this);
    }
  }

  @Nested
  final class Uncounted extends UncountedPromise {
    Uncounted() {
      super(LeaseStoreContract.this);
    }
  }

  @Nested
  final class Overrides extends OverridePromise {
    Overrides() {
      super(LeaseStoreContract.this);
    }
  }

  @Nested
  final class BoundRaces extends BoundRacePromise {
    BoundRaces() {
      super(LeaseStoreContract.this);
    }
  }

  @Nested
  final class Facts extends FactPromise {
    Facts() {
      super(LeaseStoreContract.this);
    }
  }

  @Nested
  final class OverrideRaces extends OverrideRacePromise {
    OverrideRaces() {
      super(LeaseStoreContract.this);
    }
  }

  @Nested
  final class Terminations extends TerminationPromise {
    Terminations() {
      super(LeaseStoreContract.this);
    }
  }

  @Nested
  final class Erasures extends ErasurePromise {
    Erasures() {
      super(LeaseStoreContract.this);
    }
  }

  @Nested
  final class Audit extends AuditPromise {
    Audit() {
      super(LeaseStoreContract.this);
    }
  }

  @Nested
  final class InterventionRaces extends InterventionRacePromise {
    InterventionRaces() {
      super(LeaseStoreContract.this);
    }
  }

  @Nested
  final class CompleteErasures extends CompleteErasurePromise {
    CompleteErasures() {
      super(LeaseStoreContract.this);
    }
  }
}
