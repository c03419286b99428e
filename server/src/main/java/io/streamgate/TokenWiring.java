package io.streamgate;

import io.streamgate.config.identity.StreamTokenSettings;
import io.streamgate.failure.Causes;
import io.streamgate.identity.token.KeptTokenKeys;
import io.streamgate.identity.token.StreamTokens;
import io.streamgate.identity.token.TokenKey;
import io.streamgate.identity.token.TokenKeySource;
import io.streamgate.store.StoreUnavailable;
import io.streamgate.store.sqlite.directory.DataDirectoryUnusable;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the stream tokens, with the keys of the settings or the one kept with the streams. */
final class TokenWiring {

  private static final Logger LOG = LoggerFactory.getLogger(TokenWiring.class);

  private TokenWiring() {}

  /** Blocks while a kept key is read or made; throws {@link CannotStart}. */
  static StreamTokens tokens(StreamTokenSettings settings, StoreWiring.Opened opened) {
    var keys = settings.keys();
    return new StreamTokens(keys == null ? kept(opened) : () -> keys, settings.life());
  }

  /** A table that does not answer is read again later. */
  private static TokenKeySource kept(StoreWiring.Opened opened) {
    Supplier<String> made =
        () -> TokenKey.make(opened.world().randomBytes(TokenKey.RANDOM_BYTES)).withSecret();
    var keys =
        new KeptTokenKeys(
            () -> opened.secrets().tokenKey().readOrMake(made),
            opened.world()::nanoTime,
            failure ->
                LOG.warn(
                    "cannot read the key of stream tokens: {}; retrying",
                    Causes.root(failure).getMessage()));
    try {
      keys.read().toCompletableFuture().join();
    } catch (CompletionException failure) {
      var cause = Causes.of(failure);
      if (!(cause instanceof StoreUnavailable)) {
        throw cannotStart(opened, cause);
      }
    }
    return keys;
  }

  private static RuntimeException cannotStart(StoreWiring.Opened opened, Throwable cause) {
    return switch (cause) {
      case DataDirectoryUnusable unusable ->
          new CannotStart(String.valueOf(unusable.getMessage()), unusable);
      case IllegalStateException damaged ->
          new CannotStart(
              opened.secrets().tokenKey()
                  + " holds no key of stream tokens: restore it, or delete it, after which players"
                  + " need the viewer's credentials again",
              damaged);
      default -> new IllegalStateException("the key of stream tokens was not read", cause);
    };
  }
}
