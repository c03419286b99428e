package io.streamgate.usage;

import java.time.LocalDate;

/** A day of which a node has no counts. The message says which days it has. */
public final class UnknownDay extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  UnknownDay(LocalDate first, LocalDate last) {
    super(
        first.equals(last)
            ? "must be %s, the only day that this node has counted".formatted(first)
            : "must be from %s to %s, the days that this node has counted".formatted(first, last));
  }
}
