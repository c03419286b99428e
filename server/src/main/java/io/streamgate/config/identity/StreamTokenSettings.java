package io.streamgate.config.identity;

import io.streamgate.identity.token.TokenKeys;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The settings of stream tokens. {@code toString} hides the secrets of the keys.
 *
 * @param life how long after its start a stream can be controlled by its token
 * @param keys null for a key that is made once and kept where the streams are
 */
public record StreamTokenSettings(Duration life, @Nullable TokenKeys keys) {}
