package io.streamgate.bench.compare;

import io.streamgate.lease.Start;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.Sid;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.Limit.AtMost;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.rule.SameDevice;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Playback;
import io.streamgate.store.LeaseStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A Streamgate store, called directly. */
final class StoreLimit implements Limit {

  private final LeaseStore store;
  private final Rules rules;
  private final Clock clock = Clock.systemUTC();
  private final SecureRandom random = new SecureRandom();

  StoreLimit(LeaseStore store, Duration lease) {
    this.store = store;
    this.rules = new Rules(new AtMost(LIMIT), AtLimit.REFUSE, SameDevice.REPLACES, lease);
  }

  @Override
  public CompletionStage<Optional<Slot>> start(String viewer) {
    var now = clock.instant();
    var bytes = new byte[Sid.RANDOM_BYTES];
    random.nextBytes(bytes);
    var id = StreamId.of(now, Sid.ofRandom(Device.UNNAMED, bytes));
    var start = new Start.Play(id, Playback.fromStart(), new Details("{}"), new Takeover.None());
    return store
        .start(new ViewerId(viewer), start, rules, now)
        .thenApply(
            decision ->
                decision instanceof StartDecision.Admitted
                    ? Optional.of(new Slot(viewer, id.value()))
                    : Optional.empty());
  }

  @Override
  public CompletionStage<?> end(Slot slot) {
    return store.end(
        new ViewerId(slot.viewer()), new StreamId(slot.id()), Device.UNNAMED, clock.instant());
  }

  @Override
  public void close() {
    store.close();
  }
}
