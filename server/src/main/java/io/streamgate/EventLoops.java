package io.streamgate;

import io.streamgate.failure.Causes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Vert.x with its event loops. It is created in the background while other parts start. */
final class EventLoops {

  private final CompletableFuture<Vertx> created;

  private EventLoops(CompletableFuture<Vertx> created) {
    this.created = created;
  }

  /** Begins to create that many event loops. */
  static EventLoops create(int count) {
    var options =
        new VertxOptions()
            .setEventLoopPoolSize(count)
            // No file is served from the class path, so there is nothing to cache. Vert.x would
            // otherwise create a folder in /tmp, and fail where a container may not write there.
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setClassPathResolvingEnabled(false)
                    .setFileCachingEnabled(false));
    return create(() -> Vertx.vertx(options));
  }

  /** Begins to create what {@code vertx} gives. */
  static EventLoops create(Supplier<Vertx> vertx) {
    return new EventLoops(CompletableFuture.supplyAsync(vertx));
  }

  /**
   * Waits until they are there.
   *
   * @throws CannotStart where they cannot be created
   */
  Vertx vertx() {
    try {
      return created.join();
    } catch (CompletionException failure) {
      throw new CannotStart("cannot create the event loops: " + Causes.root(failure), failure);
    }
  }

  /** Stops them. Waits until they are created; if that fails, there is nothing to stop. */
  Future<Void> close() {
    return created
        .handle(
            (vertx, failure) -> failure == null ? vertx.close() : Future.<Void>succeededFuture())
        .join();
  }
}
