package io.streamgate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.testing.Until;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How a proxy treats connections, independently of the script. */
@Tag("engine")
final class PartitionTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  private final Set<Thread> before = threads();
  private final CannedEngine engine = new CannedEngine();
  private final FaultProxy proxy = new FaultProxy(engine.uri());
  private final Caller client = new Caller(proxy.uri());

  @AfterEach
  void stop() {
    client.close();
    proxy.close();
    engine.close();
  }

  @Test
  void aPartitionCutsTheCallsThatRun() {
    proxy.script(Faults.all(Fault.Plain.SILENCE));
    var call = client.ask("UpdateItem", "{}");
    Until.holds(SOON, () -> "the request arrived", () -> proxy.requests("UpdateItem") == 1);

    proxy.partition();

    assertThat(Caller.failure(call)).isInstanceOf(IOException.class);
  }

  @Test
  void nothingComesThroughAPartition() {
    proxy.partition();

    assertThat(Caller.failure(client.ask("UpdateItem", "{}"))).isInstanceOf(IOException.class);
    assertThat(proxy.requests("UpdateItem")).isZero();
    assertThat(engine.applied()).isEmpty();
  }

  @Test
  void aConnectionThatWasKeptDoesNotOutliveAPartition() {
    client.answer("{}");
    proxy.partition();

    assertThat(Caller.failure(client.ask("UpdateItem", "{}"))).isInstanceOf(IOException.class);
    assertThat(engine.applied()).hasSize(1);
  }

  @Test
  void aHealedPartitionServesAgain() {
    proxy.partition();
    proxy.heal();

    assertThat(client.answer("{}").body()).isEqualTo(CannedEngine.answer(1));
  }

  @Test
  void aRequestThatWasLateComesThroughAPartition() {
    proxy.script(Faults.all(new Fault.LateRequest(Duration.ofMillis(200))));
    var call = client.ask("UpdateItem", "{}");
    Until.holds(SOON, () -> "the request arrived", () -> proxy.requests("UpdateItem") == 1);
    proxy.partition();

    assertThat(Caller.failure(call)).isInstanceOf(IOException.class);
    Until.holds(SOON, () -> "no request in flight", () -> proxy.underway() == 0);
    assertThat(engine.applied()).hasSize(1);
  }

  @Test
  void sixtyFourClientsAreServedAtOnce() {
    var clients = 64;
    var rounds = 20;
    for (var round = 0; round < rounds; round++) {
      var calls =
          IntStream.range(0, clients)
              .mapToObj(_ -> client.ask("UpdateItem", "{}"))
              .toArray(CompletableFuture<?>[]::new);
      CompletableFuture.allOf(calls).join();
    }

    assertThat(engine.applied()).hasSize(clients * rounds);
    Until.holds(SOON, () -> "no request in flight", () -> proxy.underway() == 0);
  }

  @Test
  void noThreadOutlivesAClosedProxy() {
    client.answer("{}");
    proxy.close();

    Until.holds(
        SOON,
        () -> "no thread left of " + threadsOfTheProxy(),
        () -> threadsOfTheProxy().isEmpty());
  }

  private Set<Thread> threadsOfTheProxy() {
    var threads = threads();
    threads.removeAll(before);
    threads.removeIf(thread -> !thread.getName().startsWith("vert"));
    return threads;
  }

  private static Set<Thread> threads() {
    return new HashSet<>(Thread.getAllStackTraces().keySet());
  }
}
