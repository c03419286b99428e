package io.streamgate.events;

import static io.streamgate.events.EventFixture.event;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who may follow events, and how long. */
final class LiveEventsTest {

  private final LiveEvents live = new LiveEvents();

  @Test
  void eighthListenerIsTheLastUntilOneLeaves() {
    assertThat(live.isOpen()).isFalse();
    var first = live.listen().orElseThrow();
    for (var more = 1; more < 8; more++) {
      assertThat(live.listen()).isPresent();
    }
    assertThat(live.listen()).isEmpty();
    first.close();
    assertThat(live.listen()).isPresent();
  }

  @Test
  void listenerIsToldOnceWhenThereIsNews() {
    var listener = live.listen().orElseThrow();
    var told = new AtomicInteger();
    listener.whenReady(told::incrementAndGet);
    live.add(event("1", 1));
    live.add(event("2", 1));
    assertThat(told.get()).isEqualTo(1);
    assertThat(listener.poll()).isPresent();
    assertThat(listener.poll()).isPresent();
    assertThat(listener.poll()).isEmpty();
    live.add(event("3", 1));
    assertThat(told.get()).isEqualTo(2);
  }

  @Test
  void listenerForWhomTooManyEventsWaitHearsOfNoneOfThem() {
    var slow = live.listen().orElseThrow();
    var fast = live.listen().orElseThrow();
    for (var i = 0; i <= LiveListener.MOST_WAITING; i++) {
      assertThat(slow.end()).isNull();
      live.add(event("" + i, 1));
      assertThat(fast.poll()).isPresent();
    }
    assertThat(slow.end()).isEqualTo(LiveListener.End.TOO_SLOW);
    assertThat(slow.poll()).isEmpty();
    live.add(event("later", 1));
    assertThat(slow.poll()).isEmpty();
    assertThat(fast.end()).isNull();
  }

  @Test
  void listenersAreEndedAtTheStopAndNoneMayFollow() {
    var listener = live.listen().orElseThrow();
    live.add(event("1", 1));
    live.close();
    assertThat(listener.end()).isEqualTo(LiveListener.End.SHUTDOWN);
    assertThat(listener.poll()).isPresent();
    assertThat(live.listen()).isEmpty();
  }

  @Test
  void erasedViewerIsNamedInNoEventThatWaits() {
    var listener = live.listen().orElseThrow();
    var events = EventFixture.writing(CloudEvents.Viewers.PLAIN, live);
    events.on(EventFixture.started("anna"), EventFixture.NOON);
    events.on(EventFixture.erased("anna"), EventFixture.NOON);
    assertThat(new String(listener.poll().orElseThrow(), java.nio.charset.StandardCharsets.UTF_8))
        .contains("stream.admitted")
        .doesNotContain("anna");
  }
}
