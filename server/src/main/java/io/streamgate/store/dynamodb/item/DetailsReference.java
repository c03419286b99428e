package io.streamgate.store.dynamodb.item;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.streamgate.lease.stream.Details;
import java.util.Optional;

/**
 * A reference to details that are too large for the viewer's item. They are in a row named by its
 * contents, so a reference and its row never disagree. As {@link Details}, a reference appears only
 * within the item and in data read from the item alone.
 */
public record DetailsReference(String digest) {

  /** No JSON text starts with it. */
  private static final char MARK = '@';

  /** The most packed bytes that stay in the item: three such details keep it below 1 KB. */
  static final int MAX_BYTES_IN_ITEM = 220;

  /** The reference that stands in for {@code details}, if one does. */
  public static Optional<DetailsReference> in(Details details) {
    var json = details.json();
    return !json.isEmpty() && json.charAt(0) == MARK
        ? Optional.of(new DetailsReference(json.substring(1)))
        : Optional.empty();
  }

  /** The reference to {@code details}, if they are too large for the item. */
  public static Optional<DetailsReference> of(Details details) {
    var large =
        details.json().getBytes(UTF_8).length > MAX_BYTES_IN_ITEM
            && Packing.packed(details).length > MAX_BYTES_IN_ITEM;
    return large ? Optional.of(new DetailsReference(Packing.digest(details))) : Optional.empty();
  }

  /** This reference in the place of the details. */
  public Details standIn() {
    return new Details(MARK + digest);
  }
}
