package io.streamgate.http.edge.wire;

import static java.util.concurrent.CompletableFuture.completedStage;
import static java.util.concurrent.CompletableFuture.failedStage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamgate.http.Client;
import io.streamgate.http.HandMade;
import io.streamgate.http.SlowWire;
import io.streamgate.http.Wire;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Answer.Pieces;
import io.streamgate.http.exchange.Route;
import io.streamgate.testing.Until;
import io.vertx.core.buffer.Buffer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Bodies that are longer than the memory should hold. */
final class PiecesTest {

  /** Counts from 1 to {@code last}, a line each; fails at {@code failing}. */
  private record Counting(int last, int failing, AtomicInteger made, AtomicInteger closed)
      implements Pieces {

    static Counting to(int last) {
      return new Counting(last, 0, new AtomicInteger(), new AtomicInteger());
    }

    Counting failingAt(int number) {
      return new Counting(last, number, made, closed);
    }

    @Override
    public CompletionStage<@Nullable Buffer> next() {
      var number = made.incrementAndGet();
      if (number == failing) {
        return failedStage(new IllegalStateException("lost"));
      }
      return number > last
          ? completedStage(null)
          : CompletableFuture.supplyAsync(() -> Buffer.buffer(number + "\n"));
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  private static HandMade serving(Pieces pieces) {
    return HandMade.serving(
        List.of(
            Route.open(
                "/pieces",
                _ -> completedStage(new Answer.InPieces(List.of(), "text/plain", pieces)))));
  }

  @Test
  void piecesThatAnyThreadMakesArriveInTheirOrder() {
    var pieces = Counting.to(300);
    try (var server = serving(pieces)) {
      var reply = Client.of(server.port()).get("/pieces");

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.header("content-type")).isEqualTo("text/plain");
      assertThat(reply.body().lines().map(Integer::parseInt)).hasSize(300).isSorted();
      assertThat(pieces.closed()).hasValue(1);
    }
  }

  @Test
  void headMakesNoPieces() {
    var pieces = Counting.to(3);
    try (var server = serving(pieces)) {
      var reply = Client.of(server.port()).send("HEAD", "/pieces", "");

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.body()).isEmpty();
      assertThat(pieces.made()).hasValue(0);
      assertThat(pieces.closed()).hasValue(1);
    }
  }

  @Test
  void aClientDoesNotTakePartOfABodyForTheWhole() {
    var pieces = Counting.to(3).failingAt(2);
    try (var server = serving(pieces)) {
      var client = Client.of(server.port());

      assertThatThrownBy(() -> client.get("/pieces")).isInstanceOf(UncheckedIOException.class);
      assertThat(pieces.closed()).hasValue(1);
    }
  }

  @Test
  void noMorePiecesAreMadeForAClientThatHasGone() {
    var pieces = Counting.to(Integer.MAX_VALUE);
    try (var server = serving(pieces)) {
      try (var wire = new SlowWire(server.port())) {
        wire.send("GET /pieces HTTP/1.1\r\nHost: a\r\n\r\n");
        wire.next("\n3\n");
      }

      Until.holds(
          Duration.ofSeconds(20), () -> "the source is closed", () -> pieces.closed().get() == 1);
    }
  }

  @Test
  void anOldClientReadsToTheEndOfTheConnection() {
    try (var server = serving(Counting.to(3))) {
      var all = new Wire(server.port()).send("GET /pieces HTTP/1.0\r\nHost: a\r\n\r\n");

      assertThat(all).startsWith("HTTP/1.0 200").endsWith("\r\n\r\n1\n2\n3\n");
    }
  }
}
