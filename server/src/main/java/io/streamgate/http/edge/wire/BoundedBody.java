package io.streamgate.http.edge.wire;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** Reads a request's body, up to a number of bytes. */
public final class BoundedBody {

  private final int most;
  private final Consumer<BodyFailure> failed;
  private final Buffer collected = Buffer.buffer();
  private boolean ended;

  private BoundedBody(int most, Consumer<BodyFailure> failed) {
    this.most = most;
    this.failed = failed;
  }

  /** Why a body was not read. */
  public enum BodyFailure {
    /** It has more bytes than it may, or is declared to. */
    TOO_LARGE,
    /** It did not arrive within the request timeout. */
    LATE,
    /** Its framing is invalid, or the client has disconnected. */
    BROKEN
  }

  /**
   * Reads a body of at most {@code most} bytes, then calls {@code whole} or {@code failed}, once.
   * Called on the request's event loop before any part of the body is read.
   */
  public static void read(
      HttpServerRequest request, int most, Consumer<Buffer> whole, Consumer<BodyFailure> failed) {
    if (declaredLength(request) > most) {
      failed.accept(BodyFailure.TOO_LARGE);
      return;
    }
    var body = new BoundedBody(most, failed);
    RequestDeadlines.whenLate(
        Connections.channelOf(request.connection()), () -> body.fail(BodyFailure.LATE));
    request.exceptionHandler(_ -> body.fail(BodyFailure.BROKEN));
    request.handler(body::add);
    request.endHandler(_ -> body.end(() -> whole.accept(body.collected)));
  }

  /** Whether the request has a body, according to its headers. */
  public static boolean isPresent(HttpServerRequest request) {
    var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        || (length != null && !length.equals("0"));
  }

  private static long declaredLength(HttpServerRequest request) {
    var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException notANumber) {
      return 0; // refused by the decoder
    }
  }

  private void add(Buffer part) {
    if (collected.length() + part.length() > most) {
      fail(BodyFailure.TOO_LARGE);
    } else {
      collected.appendBuffer(part);
    }
  }

  private void fail(BodyFailure failure) {
    end(() -> failed.accept(failure));
  }

  private void end(Runnable outcome) {
    if (!ended) {
      ended = true;
      outcome.run();
    }
  }
}
