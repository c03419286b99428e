package io.streamgate.http.edge.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;

/** The cause of a request that could not be read, or was not read at all. */
public final class UnreadableRequest extends Exception {

  private static final long serialVersionUID = 1;

  /** Why it was not read. */
  public enum Refusal {
    HEADERS_LATE,
    TOO_MANY_CONNECTIONS,
    /** A header or a trailer is continued on the next line. */
    FOLDED_HEADER,
    /** The version is neither HTTP/1.1 nor HTTP/1.0. */
    OTHER_VERSION
  }

  private final Refusal refusal;
  private final String detail;

  private UnreadableRequest(Refusal refusal, String detail) {
    super(detail, null, false, false);
    this.refusal = refusal;
    this.detail = detail;
  }

  static UnreadableRequest headersLate(long allowedMs) {
    return new UnreadableRequest(
        Refusal.HEADERS_LATE, "The headers must arrive within " + allowedMs + " ms");
  }

  static UnreadableRequest tooManyConnections() {
    return new UnreadableRequest(Refusal.TOO_MANY_CONNECTIONS, "Too many open connections");
  }

  static UnreadableRequest foldedHeader() {
    return new UnreadableRequest(
        Refusal.FOLDED_HEADER, "Send each header on one line (RFC 9112, section 5.2)");
  }

  private static UnreadableRequest otherVersion() {
    return new UnreadableRequest(
        Refusal.OTHER_VERSION, "This server supports HTTP/1.1 and HTTP/1.0");
  }

  /** Why the request was not read. */
  public Refusal refusal() {
    return refusal;
  }

  /** The detail of the problem. */
  public String detail() {
    return detail;
  }

  /**
   * Refuses a request of another version, which Vert.x would answer with 501. From here on it is an
   * HTTP/1.1 request: a status line of a version that this server does not speak would be a lie.
   */
  static void refuseOtherVersion(HttpRequest request) {
    var version = request.protocolVersion();
    if (request.decoderResult().isSuccess()
        && !version.equals(HttpVersion.HTTP_1_1)
        && !version.equals(HttpVersion.HTTP_1_0)) {
      request.setProtocolVersion(HttpVersion.HTTP_1_1);
      request.setDecoderResult(DecoderResult.failure(otherVersion()));
    }
  }

  /**
   * Refuses a connection, as the decoder does when it cannot read a request: the server's handler
   * for invalid requests answers after all earlier requests, and closes. The page that sent the
   * request can read the answer if its origin has arrived.
   */
  static void refuse(ChannelHandlerContext decoder, UnreadableRequest cause) {
    var unreadable = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
    unreadable.setDecoderResult(DecoderResult.failure(cause));
    if (decoder.handler() instanceof StrictRequestDecoder strict) {
      strict.origin().ifPresent(origin -> unreadable.headers().set(HttpHeaderNames.ORIGIN, origin));
    }
    decoder.fireChannelRead(unreadable);
    decoder.fireChannelReadComplete();
  }
}
