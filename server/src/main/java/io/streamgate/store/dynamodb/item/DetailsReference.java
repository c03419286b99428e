package io.streamgate.store.dynamodb.item;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.streamgate.lease.stream.Details;
import java.util.Optional;

/**
 * Details too large for the viewer's item. They are in a row of their own, named by its contents,
 * so that a member's reference and what it refers to never disagree; within the item, and in what
 * was read of it alone, a reference stands in for them.
 *
 * @param digest of the details it stands for
 */
public record DetailsReference(String digest) {

  /** Begins no JSON text. */
  private static final char MARK = '@';

  /** The largest that stays in the item, in bytes as packed: three of them leave it below 1 KB. */
  static final int LARGEST_WITHIN = 220;

  /** The reference that {@code details} are, if they are one. */
  public static Optional<DetailsReference> in(Details details) {
    var json = details.json();
    return !json.isEmpty() && json.charAt(0) == MARK
        ? Optional.of(new DetailsReference(json.substring(1)))
        : Optional.empty();
  }

  /** The reference to {@code details}, where they are too large for the item. */
  public static Optional<DetailsReference> of(Details details) {
    var large = bytes(details) > LARGEST_WITHIN && Packing.packed(details).length > LARGEST_WITHIN;
    return large ? Optional.of(new DetailsReference(Packing.digest(details))) : Optional.empty();
  }

  /**
   * Of the text as it is, which most details are short enough by; a letter can be three of them.
   */
  private static int bytes(Details details) {
    return details.json().getBytes(UTF_8).length;
  }

  /** What stands in for the details. */
  public Details standIn() {
    return new Details(MARK + digest);
  }
}
