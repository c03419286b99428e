package io.streamgate.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Termination;
import io.streamgate.store.LeaseStore;
import java.time.Instant;
import java.util.Random;

/** What an operator does to a viewer's streams, at random. */
record RandomInterventions(LeaseStore store, Random random) {

  RandomScript.Done step(Household household, StreamId id, Instant now) {
    var by = new Termination("operate", random.nextBoolean() ? "note " + random.nextInt(9) : null);
    return switch (random.nextInt(8)) {
      case 0 -> erase(household, by, now);
      case 1, 2 -> terminateAll(household, by, now);
      default -> terminate(household, id, by, now);
    };
  }

  private RandomScript.Done terminate(
      Household household, StreamId id, Termination by, Instant now) {
    var answer = Household.await(store.terminate(household.id(), id, by, now));
    var expected = household.at(now).terminate(id.value(), why(by));
    return new RandomScript.Done("terminate " + id + " " + by, Wording.of(answer), expected);
  }

  private RandomScript.Done terminateAll(Household household, Termination by, Instant now) {
    var answer = Household.await(store.terminateAll(household.id(), by, now));
    var expected = household.at(now).terminateAll(why(by));
    return new RandomScript.Done("terminate all " + by, Wording.of(answer), expected);
  }

  private RandomScript.Done erase(Household household, Termination by, Instant now) {
    var answer = Household.await(store.erase(household.id(), by, now));
    var expected = household.at(now).erase(why(by));
    if (answer.isComplete()) {
      assertThat(household.at(now).isErased()).as("complete at %s: %s", now, answer).isTrue();
    }
    return new RandomScript.Done("erase " + by, Wording.of(answer), expected);
  }

  private static String why(Termination by) {
    return Wording.terminated(by.role(), by.note());
  }
}
