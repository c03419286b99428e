package io.streamgate.store.contract;

import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.rewrite;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.id.Device;
import io.streamgate.store.HistoryPage;
import io.streamgate.store.StoreHealth;
import io.streamgate.store.StoreUnavailable;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A closed store fails every call, and still reports its health. */
abstract class ClosingPromise extends Promise {

  ClosingPromise(LeaseStoreContract contract) {
    super(contract);
  }

  @Test
  void aStoreThatWasJustOpenedServes() {
    assertThat(store.health().state()).isEqualTo(StoreHealth.State.SERVING);
  }

  @Test
  void everyCallAfterCloseFailsAsUnavailableWithoutThrowing() {
    start("a", 0);
    store.close();

    Stream.<CompletionStage<?>>of(
            store.start(viewer, play(id("b", 1)), limit(3), second(1)),
            store.renew(viewer, id("a", 0), heartbeat(), second(1)),
            store.amend(viewer, id("a", 0), rewrite("{}"), second(1)),
            store.end(viewer, id("a", 0), Device.UNNAMED, second(1)),
            store.setOverride(viewer, null, second(1)),
            store.read(viewer),
            store.find(viewer, id("a", 0), second(1)),
            store.history(viewer, HistoryPage.newest(1), second(1)),
            store.sweep(second(1)))
        .forEach(ClosingPromise::failsAsUntouched);
  }

  private static void failsAsUntouched(CompletionStage<?> stage) {
    assertThat(stage.toCompletableFuture())
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableThat()
        .withCauseInstanceOf(StoreUnavailable.class);
  }

  @Test
  void aStoreThatIsClosedStillTellsHowItStands() {
    store.close();
    store.close();

    assertThat(store.health().state()).isNotEqualTo(StoreHealth.State.SERVING);
  }
}
