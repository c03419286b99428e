package io.streamgate.plans;

import io.streamgate.policy.Catalog;
import java.nio.file.Path;

/** Where plans come from, as it was at startup. */
public sealed interface PlansSource {

  /** The settings, which are one plan for everyone. */
  record OfSettings() implements PlansSource {}

  /** The text of a setting. */
  record Inline(Catalog catalog) implements PlansSource {}

  /**
   * A file, which may change.
   *
   * @param read what {@code catalog} was read from
   */
  record InFile(Path path, FileContent read, Catalog catalog) implements PlansSource {}
}
