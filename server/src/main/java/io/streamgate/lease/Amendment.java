package io.streamgate.lease;

import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback.Report;
import java.util.List;

/** A change of a stream's playback and details. It does not renew the lease. */
public record Amendment(List<Report> reports, Patch patch, Fate fate) {

  /** Whether the stream continues. */
  public enum Fate {
    GOES_ON,
    ENDS
  }

  /** A change of a member's details. A pure function: a store may apply it more than once. */
  public interface Patch {
    /** Changes nothing. */
    Patch NOTHING = current -> new Patched.To(current.details());

    /** The new details, or the reason for the rejection. */
    Patched applyTo(Member current);
  }

  /** The result of a patch. */
  public sealed interface Patched {
    record To(Details details) implements Patched {}

    /** Not applied, because of at least one objection. */
    record Rejected(List<Objection> objections) implements Patched {
      public Rejected {
        objections = List.copyOf(objections);
      }
    }
  }

  /**
   * Why a patch is not applied, for the player.
   *
   * @param pointer the part of the details that it is about (RFC 6901)
   */
  public record Objection(String pointer, String why) {}

  public Amendment {
    reports = List.copyOf(reports);
  }
}
