package io.streamgate.policy;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The plans in force, for operators.
 *
 * @param since when they were read
 * @param error why the file as it is now cannot be used; null if these are its plans
 */
public record PlansInForce(
    Catalog catalog, PlansOrigin origin, Instant since, @Nullable String error) {

  /** Where plans come from. */
  public sealed interface PlansOrigin {

    /** The settings, which are one plan for everyone. */
    record OfSettings() implements PlansOrigin {}

    /** The text of a setting. */
    record Inline() implements PlansOrigin {}

    /** A file, which is read again when it changes. */
    record OfFile(Path path) implements PlansOrigin {}
  }
}
