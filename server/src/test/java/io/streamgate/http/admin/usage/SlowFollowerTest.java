package io.streamgate.http.admin.usage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.CompletableFuture.completedStage;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.events.CloudEvents;
import io.streamgate.events.EventFixture;
import io.streamgate.events.LiveEvents;
import io.streamgate.http.HandMade;
import io.streamgate.http.LocalPort;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Route;
import io.streamgate.testing.Until;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A follower that does not read costs a bounded amount of memory, and is then told so. */
@Timeout(60)
final class SlowFollowerTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final LiveEvents live = new LiveEvents();

  @Test
  void followerThatDoesNotReadIsDroppedWithALastEvent() throws IOException {
    var route =
        Route.open(
            "/events",
            _ ->
                completedStage(
                    new Answer.ServerSentEvents(new LiveFeed(live.listen().orElseThrow()))));
    var events = EventFixture.writing(CloudEvents.Viewers.PLAIN, live);
    try (var server = HandMade.serving(List.of(route), LocalPort.rules(Duration.ofSeconds(1)));
        var socket = new Socket()) {
      socket.setReceiveBufferSize(8_192);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
      var request = "GET /events HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(UTF_8));
      Until.holds(SOON, () -> "somebody follows", () -> live.listeners() == 1);
      Until.holds(
          SOON,
          () -> "the follower is given up",
          () -> {
            for (var i = 0; i < 1_000; i++) {
              events.on(EventFixture.started("v" + i), EventFixture.NOON);
            }
            return live.listeners() == 0;
          });
      var read = new String(socket.getInputStream().readAllBytes(), UTF_8);
      assertThat(read).contains("event: end\ndata: {\"reason\":\"too_slow\"}\n\n");
    }
  }
}
