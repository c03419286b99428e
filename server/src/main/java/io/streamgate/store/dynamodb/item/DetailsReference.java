package io.streamgate.store.dynamodb.item;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Member;
import io.streamgate.store.dynamodb.item.packing.Packing;
import java.util.Optional;

/**
 * A reference to details that are too large for the viewer's item. They are in a row named by its
 * contents, so a reference and its row never disagree. As {@link Details}, a reference appears only
 * within the item and in data read from the item alone.
 */
public record DetailsReference(String digest) {

  /** No JSON text starts with it. */
  private static final char MARK = '@';

  /**
   * The most bytes that stay in the item of packed details and of what was true at the start: three
   * such streams keep it below 1 KB.
   */
  static final int MAX_BYTES_IN_ITEM = 200;

  /** The reference that stands in for {@code details}, if one does. */
  public static Optional<DetailsReference> in(Details details) {
    var json = details.json();
    return !json.isEmpty() && json.charAt(0) == MARK
        ? Optional.of(new DetailsReference(json.substring(1)))
        : Optional.empty();
  }

  /** The reference to the details of {@code member}, if they are too large for the item. */
  public static Optional<DetailsReference> of(Member member) {
    var details = member.details();
    var room = MAX_BYTES_IN_ITEM - AtStartCodec.size(member.atStart());
    var isLarge =
        !details.isEmpty()
            && details.json().getBytes(UTF_8).length > room
            && Packing.packed(details).length > room;
    return isLarge ? Optional.of(to(details)) : Optional.empty();
  }

  /** The reference to {@code details}, whatever their size. */
  public static DetailsReference to(Details details) {
    return new DetailsReference(Packing.digest(details));
  }

  /** This reference in the place of the details. */
  public Details standIn() {
    return new Details(MARK + digest);
  }
}
