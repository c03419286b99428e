package io.streamgate.identity.token;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A key that is kept where the streams are. Read once; if that fails, again when the key is needed,
 * a second after the last read began, and one read at a time.
 */
public final class KeptTokenKeys implements TokenKeySource {

  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Supplier<CompletionStage<String>> kept;
  private final LongSupplier nanoTime;
  private final Consumer<Throwable> onFailure;
  private final AtomicBoolean isReading = new AtomicBoolean();
  private volatile long readAgainAt;
  private volatile @Nullable TokenKeys keys;

  /**
   * The key that {@code kept} reads, or makes and keeps.
   *
   * @param nanoTime a monotonic clock
   * @param onFailure called on any thread for each read that fails, at most once a second
   */
  public KeptTokenKeys(
      Supplier<CompletionStage<String>> kept,
      LongSupplier nanoTime,
      Consumer<Throwable> onFailure) {
    this.kept = kept;
    this.nanoTime = nanoTime;
    this.onFailure = onFailure;
    this.readAgainAt = nanoTime.getAsLong();
  }

  @Override
  public @Nullable TokenKeys keys() {
    if (keys == null && nanoTime.getAsLong() - readAgainAt >= 0) {
      var _ = read();
    }
    return keys;
  }

  /**
   * Reads the key, unless it is being read. Fails as the read does, and with {@link
   * IllegalStateException} if what is kept is no key.
   */
  public CompletionStage<Void> read() {
    if (!isReading.compareAndSet(false, true)) {
      return CompletableFuture.completedStage(null);
    }
    readAgainAt = nanoTime.getAsLong() + PAUSE_NANOS;
    return CompletableFuture.completedStage(kept)
        .thenCompose(Supplier::get)
        .thenAccept(text -> keys = parsed(text))
        .whenComplete(
            (_, failure) -> {
              isReading.set(false);
              if (failure != null) {
                onFailure.accept(failure);
              }
            });
  }

  private static TokenKeys parsed(String text) {
    return TokenKey.parse(text.strip())
        .map(key -> new TokenKeys(List.of(key)))
        .orElseThrow(() -> new IllegalStateException("not a key of stream tokens"));
  }
}
