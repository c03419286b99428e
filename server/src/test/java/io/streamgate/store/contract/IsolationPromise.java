package io.streamgate.store.contract;

import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.rewrite;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.store.HistoryPage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A viewer sees and changes only its own streams, at the caller's time. */
abstract class IsolationPromise extends Promise {

  IsolationPromise(LeaseStoreContract contract) {
    super(contract);
  }

  @Test
  void anotherViewersStreamIsUnknown() {
    var stranger = freshViewer();
    start("a", 0);
    var a = id("a", 0);

    var unknown = new StreamDecision.Unknown();
    assertThat(await(store.renew(stranger, a, heartbeat(), second(1)))).isEqualTo(unknown);
    assertThat(await(store.amend(stranger, a, rewrite("{}"), second(1)))).isEqualTo(unknown);
    assertThat(await(store.end(stranger, a, Device.UNNAMED, second(1)))).isEqualTo(unknown);
    assertThat(await(store.find(stranger, a, second(1)))).isEmpty();
    assertThat(members(stranger)).isEmpty();
    assertThat(members()).containsExactly(a);
  }

  @Test
  void anotherViewersEndedStreamIsUnknown() {
    var stranger = freshViewer();
    start("a", 0);
    end(id("a", 0), 1);

    var unknown = new StreamDecision.Unknown();
    assertThat(await(store.end(stranger, id("a", 0), Device.UNNAMED, second(2))))
        .isEqualTo(unknown);
    assertThat(await(store.find(stranger, id("a", 0), second(2)))).isEmpty();
    assertThat(await(store.history(stranger, HistoryPage.newest(9), second(2)))).isEmpty();
  }

  @Test
  void aTakeoverCannotNameAnotherViewersStream() {
    var stranger = freshViewer();
    start("a", 0, 1);
    await(store.start(stranger, play(id("b", 1)), limit(1), second(1)));

    var theft = play(id("c", 2), new Takeover.Chosen(List.of(id("a", 0))));
    var answer = await(store.start(stranger, theft, limit(1), second(2)));

    assertThat(answer).isInstanceOf(StartDecision.Refused.class);
    assertThat(members()).containsExactly(id("a", 0));
  }

  @Test
  void viewersAreOpaqueSoThatNoSpellingAliasesAnother() {
    for (var spelling : List.of("7", "07", "7.0", "7e0", "+7", "0x7", "A", "a", "a:b", "a/b")) {
      var spelled = new ViewerId(viewer.value() + spelling);
      var play = play(id("s", 0));

      assertThat(await(store.start(spelled, play, limit(1), second(0))))
          .isInstanceOf(StartDecision.Admitted.class);
      assertThat(members(spelled)).containsExactly(id("s", 0));
    }
  }

  @Test
  void oneViewersStreamsLeaveAnothersSlotsAlone() {
    start("a", 0, 1);

    var other = await(store.start(freshViewer(), play(id("a", 0)), limit(1), second(0)));

    assertThat(other).isInstanceOf(StartDecision.Admitted.class);
  }

  @Test
  void theCallersClockCountsWhateverTheYear() {
    for (var year : List.of("1999", "2150")) {
      var now = Instant.parse(year + "-12-31T23:59:59.999Z");
      var whose = freshViewer();
      await(store.start(whose, play(id("a", now)), limit(1), now));
      var atExpiry = now.plusSeconds(90);
      var before = atExpiry.minusMillis(1);

      assertThat(await(store.start(whose, play(id("b", before)), limit(1), before)))
          .isInstanceOf(StartDecision.Refused.class);
      assertThat(await(store.start(whose, play(id("c", atExpiry)), limit(1), atExpiry)))
          .isInstanceOf(StartDecision.Admitted.class);
    }
  }
}
