package io.streamgate.http.edge.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Slow requests: 10 seconds for the headers, 15 for the whole request. */
final class RequestDeadlinesTest {

  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String POST = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n";

  private final EmbeddedChannel channel = new EmbeddedChannel();

  RequestDeadlinesTest() {
    channel.freezeTime();
    channel.pipeline().addLast("decoder", new HttpRequestDecoder());
    RequestDeadlines.watch(channel.pipeline().context("decoder"), 10_000, 15_000);
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  private void receive(String bytes) {
    channel.writeInbound(Unpooled.copiedBuffer(bytes, US_ASCII));
  }

  private void pass(long ms) {
    channel.advanceTimeBy(ms, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
  }

  private boolean isRefused() {
    for (var message = channel.readInbound(); message != null; message = channel.readInbound()) {
      if (message instanceof HttpRequest request
          && request.decoderResult().cause() instanceof UnreadableRequest unreadable
          && unreadable.refusal() == UnreadableRequest.Refusal.HEADERS_LATE) {
        return true;
      }
    }
    return false;
  }

  @Test
  void headersThatAreNotThereAfter10SecondsAreRefusedHoweverOftenAByteComes() {
    for (var second = 0; second < 10; second++) {
      assertThat(isRefused()).isFalse();
      receive("x");
      pass(second < 9 ? 1_000 : 999);
    }
    assertThat(isRefused()).isFalse();

    pass(1);

    assertThat(isRefused()).isTrue();
  }

  @Test
  void headersThatAreThereInTimeAreNotRefused() {
    receive(GET.substring(0, 10));
    pass(9_999);
    receive(GET.substring(10));

    pass(60_000);

    assertThat(isRefused()).isFalse();
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void aBodyThatIsNotThereAfter15SecondsIsLateAndALittleLaterTheConnectionEnds() {
    var late = new AtomicInteger();
    receive(POST);
    RequestDeadlines.whenLate(channel, late::incrementAndGet);
    for (var part = 0; part < 4; part++) {
      receive("x");
      pass(3_700);
    }
    assertThat(late).hasValue(0);

    pass(200);

    assertThat(late).hasValue(1);
    assertThat(channel.isOpen()).isTrue();

    pass(2_000);

    assertThat(late).hasValue(1);
    assertThat(isRefused()).isFalse();
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void aBodyThatCameInTimeIsNotLateAndNeitherIsTheNext() {
    var late = new AtomicInteger();
    receive(POST);
    RequestDeadlines.whenLate(channel, late::incrementAndGet);
    receive("12345");
    pass(60_000);
    receive(POST);
    pass(15_000);

    assertThat(late).hasValue(0);
  }

  @Test
  void aRequestThatComesInOnePieceSetsNoTimer() {
    receive(POST + "12345");

    assertThat(channel.runScheduledPendingTasks()).isEqualTo(-1);
  }

  @Test
  void theTimeOfAKeptConnectionBeginsWithItsNextRequest() {
    receive(GET);
    pass(60_000);
    receive(GET.substring(0, 10));
    pass(9_999);
    assertThat(isRefused()).isFalse();

    pass(1);

    assertThat(isRefused()).isTrue();
  }

  @Test
  void anIdleConnectionIsLeftAloneBeforeItsFirstRequestAndAfterIt() {
    pass(3_600_000);
    receive(POST + "12345" + GET);
    pass(3_600_000);

    assertThat(isRefused()).isFalse();
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void aConnectionThatIsGoneIsNotWatched() {
    receive("GET ");
    channel.close().syncUninterruptibly();

    pass(60_000);

    assertThat(isRefused()).isFalse();
  }
}
