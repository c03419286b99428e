package io.streamgate.http.edge.wire;

import io.streamgate.http.exchange.Answer.Pieces;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a body piece by piece. The next piece is asked for when the one before has been written, so
 * a slow client slows down the source. Confined to the event loop of the request.
 */
public final class PieceByPiece {

  private final HttpServerRequest request;
  private final Pieces pieces;
  private final Consumer<Throwable> failed;
  private final Context context = Objects.requireNonNull(Vertx.currentContext());
  private boolean isOver;

  private PieceByPiece(HttpServerRequest request, Pieces pieces, Consumer<Throwable> failed) {
    this.request = request;
    this.pieces = pieces;
    this.failed = failed;
  }

  /** Sets the headers that say where the body ends. Called before any header about keeping. */
  public static void prepare(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_1_0) {
      // without chunks, only the end of the connection says so
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    } else {
      request.response().setChunked(true);
    }
  }

  /**
   * Writes the body. Called on the request's event loop.
   *
   * @param failed is told if a piece could not be made; the connection is closed then
   */
  public static void write(HttpServerRequest request, Pieces pieces, Consumer<Throwable> failed) {
    var body = new PieceByPiece(request, pieces, failed);
    if (request.method().equals(HttpMethod.HEAD)) {
      request.response().end();
      body.close();
      return;
    }
    request.response().closeHandler(_ -> body.close());
    body.next();
  }

  private void next() {
    if (request.response().closed()) {
      close();
    }
    if (!isOver) {
      pieces
          .next()
          .whenComplete((piece, failure) -> context.runOnContext(_ -> made(piece, failure)));
    }
  }

  private void made(@Nullable Buffer piece, @Nullable Throwable failure) {
    if (isOver) {
      return;
    }
    if (failure != null) {
      failed.accept(failure);
      close();
      request.connection().close();
    } else if (piece == null) {
      close();
      request.response().end();
    } else {
      request.response().write(piece).onComplete(_ -> next());
    }
  }

  private void close() {
    if (!isOver) {
      isOver = true;
      pieces.close();
    }
  }
}
