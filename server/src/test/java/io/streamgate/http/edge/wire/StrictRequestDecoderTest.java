package io.streamgate.http.edge.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Folded headers, however the bytes arrive. */
final class StrictRequestDecoderTest {

  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n";
  private static final String FOLDED = GET + "X: a\r\n b\r\nY: c\r\n\r\n";
  private static final String SOUND = GET + "X: a\r\nY:  c \r\n\r\n";
  private static final String CHUNKED = GET + "Transfer-Encoding: chunked\r\n\r\n1\r\n \r\n0\r\n";
  private static final String TOO_LONG = GET + "X: " + "x".repeat(17_000) + "\r\n";
  private static final String OF_A_PAGE = "Y: b\r\norigin:  https://tv.example \r\nZ: c\r\n\r\n";

  /** What is decoded from {@code parts}, which arrive one by one. */
  private static List<HttpObject> decoded(String... parts) {
    var channel = new EmbeddedChannel(new StrictRequestDecoder());
    for (var part : parts) {
      channel.writeInbound(Unpooled.copiedBuffer(part, US_ASCII));
    }
    var messages = new ArrayList<HttpObject>();
    for (var next = channel.readInbound(); next != null; next = channel.readInbound()) {
      messages.add((HttpObject) next);
    }
    channel.finishAndReleaseAll();
    return messages;
  }

  private static List<Boolean> folded(String... parts) {
    return decoded(parts).stream()
        .filter(message -> message instanceof HttpRequest)
        .map(StrictRequestDecoderTest::isFolded)
        .toList();
  }

  private static boolean isFolded(HttpObject message) {
    return message.decoderResult().cause() instanceof UnreadableRequest unreadable
        && unreadable.refusal() == UnreadableRequest.Refusal.FOLDED_HEADER;
  }

  @Test
  void aFoldedHeaderIsFoundWhereverTheBytesAreCut() {
    for (var cut = 1; cut < FOLDED.length(); cut++) {
      assertThat(folded(FOLDED.substring(0, cut), FOLDED.substring(cut)))
          .as("cut at %d", cut)
          .containsExactly(true);
    }
    for (var cut = 1; cut < SOUND.length(); cut++) {
      assertThat(folded(SOUND.substring(0, cut), SOUND.substring(cut)))
          .as("cut at %d", cut)
          .containsExactly(false);
    }
    assertThat(folded(FOLDED.split(""))).containsExactly(true);
  }

  @Test
  void eachRequestOfAConnectionIsJudgedByItself() {
    assertThat(folded(SOUND + FOLDED + SOUND + FOLDED)).containsExactly(false, true, false, true);
  }

  @Test
  void theLastHeaderMayBeTheFoldedOne() {
    assertThat(folded(GET + "X: a\r\n\tb\r\n\r\n")).containsExactly(true);
    assertThat(folded(GET + "X: a\r\n \r\n\r\n")).containsExactly(true);
    assertThat(folded(GET + "Content-Length:\r\n 2\r\n\r\n")).containsExactly(true);
  }

  @Test
  void aFoldedTrailerFailsTheBody() {
    var messages = decoded(CHUNKED + "X: a\r\n b\r\n\r\n" + SOUND);

    assertThat(messages.stream().filter(m -> m instanceof LastHttpContent).findFirst())
        .hasValueSatisfying(last -> assertThat(isFolded(last)).isTrue());
    assertThat(messages.stream().filter(m -> m instanceof HttpRequest))
        .noneMatch(StrictRequestDecoderTest::isFolded);
  }

  @Test
  void whiteSpaceInABodyIsNoFold() {
    assertThat(decoded(CHUNKED + "X: a\r\n\r\n" + SOUND))
        .hasSizeGreaterThan(4)
        .noneMatch(StrictRequestDecoderTest::isFolded)
        .allMatch(message -> message.decoderResult().isSuccess());
    assertThat(folded(GET + "Content-Length: 4\r\n\r\n\r\n \r" + SOUND))
        .containsExactly(false, false);
  }

  private static List<String> originsOfTooLong(String... parts) {
    return decoded(parts).stream()
        .map(HttpRequest.class::cast)
        .filter(request -> request.decoderResult().cause() instanceof TooLongFrameException)
        .map(request -> request.headers().get("origin", "none"))
        .toList();
  }

  /** Browsers send {@code Origin} behind the headers of the page, and often in another packet. */
  @Test
  void aHeadThatIsTooLongIsReadUpToItsOrigin() {
    var whole = TOO_LONG + OF_A_PAGE;
    for (var cut = 1; cut < OF_A_PAGE.length(); cut++) {
      var at = TOO_LONG.length() + cut;
      assertThat(originsOfTooLong(whole.substring(0, at), whole.substring(at)))
          .as("cut at %d", cut)
          .containsExactly("https://tv.example");
    }
    assertThat(originsOfTooLong(whole + SOUND)).containsExactly("https://tv.example");
    assertThat(originsOfTooLong(whole.replace(GET, GET + "Origin: https://a.example\r\n")))
        .containsExactly("https://a.example");
    assertThat(originsOfTooLong("GET /" + "a".repeat(9_000) + " HTTP/1.1\r\n" + OF_A_PAGE))
        .containsExactly("https://tv.example");
  }

  @Test
  void aHeadThatIsTooLongAndHasNoOriginIsReadToItsEndButNotForEver() {
    assertThat(originsOfTooLong(TOO_LONG)).isEmpty();
    assertThat(originsOfTooLong(TOO_LONG, "\r\n" + OF_A_PAGE)).containsExactly("none");
    assertThat(originsOfTooLong(TOO_LONG + "Origin: a\u0000b\r\n\r\n")).containsExactly("none");
    assertThat(originsOfTooLong(TOO_LONG, "Y: b\n\n")).containsExactly("none");
    assertThat(originsOfTooLong(TOO_LONG, "x".repeat(64 * 1024), OF_A_PAGE))
        .containsExactly("none");
  }
}
