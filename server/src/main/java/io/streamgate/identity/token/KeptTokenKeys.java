package io.streamgate.identity.token;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A key that is kept where the streams are. Read once; if that fails, again each time the key is
 * needed, with one read at a time.
 */
public final class KeptTokenKeys implements TokenKeySource {

  private final Supplier<CompletionStage<String>> kept;
  private final AtomicBoolean isReading = new AtomicBoolean();
  private volatile @Nullable TokenKeys keys;

  /** The key that {@code kept} reads, or makes and keeps. */
  public KeptTokenKeys(Supplier<CompletionStage<String>> kept) {
    this.kept = kept;
  }

  @Override
  public @Nullable TokenKeys keys() {
    if (keys == null) {
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
    return CompletableFuture.completedStage(kept)
        .thenCompose(Supplier::get)
        .thenAccept(text -> keys = parsed(text))
        .whenComplete((_, _) -> isReading.set(false));
  }

  private static TokenKeys parsed(String text) {
    return TokenKey.parse(text.strip())
        .map(key -> new TokenKeys(List.of(key)))
        .orElseThrow(() -> new IllegalStateException("not a key of stream tokens"));
  }
}
