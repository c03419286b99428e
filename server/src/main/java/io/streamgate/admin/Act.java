package io.streamgate.admin;

import java.util.Locale;

/**
 * What an operator does, for the audit.
 *
 * @param subject what it is done to; may be empty
 * @param reason why, as the operator says; may be empty
 */
public record Act(OperatorAction action, String subject, String reason) {

  /** The kinds of acts that are on record. */
  public enum OperatorAction {
    END,
    END_ALL,
    SET_OVERRIDE,
    REMOVE_OVERRIDE,
    EXPORT,
    ERASE;

    /** The name in the audit and the log: {@code set-override}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
