package io.streamgate.lease;

import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Playback.Report;
import java.util.List;

/**
 * A change of what is known of a stream. It is no sign of life: the lease stays as it is.
 *
 * @param told what it says of the playback
 * @param patch what it changes in the details; pure, for a store may apply it more than once
 */
public record Amendment(List<Report> told, Patch patch, Fate fate) {

  /** Whether the stream goes on. */
  public enum Fate {
    GOES_ON,
    ENDS
  }

  /** A pure function from the details as they are to the details as they shall be. */
  public interface Patch {
    /** Leaves the details alone. */
    Patch NOTHING = Patched.To::new;

    /** What {@code current} becomes, or why it cannot. */
    Patched applyTo(Details current);
  }

  /** What became of a patch. */
  public sealed interface Patched {
    /** It fits. */
    record To(Details details) implements Patched {}

    /**
     * It does not fit.
     *
     * @param why for the player to read
     */
    record Rejected(String why) implements Patched {}
  }

  public Amendment {
    told = List.copyOf(told);
  }
}
