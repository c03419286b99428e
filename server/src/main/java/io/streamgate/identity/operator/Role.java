package io.streamgate.identity.operator;

import java.util.Locale;

/** What an operator may do. Each role may do all that the roles before it may. */
public enum Role {
  /** Look up viewers, figures and plans. */
  READ,
  /** End streams, and set overrides. */
  OPERATE,
  /** Export and erase all that is known of a viewer. */
  ERASE;

  /** Whether this role may do what {@code needed} may. */
  public boolean includes(Role needed) {
    return compareTo(needed) >= 0;
  }

  /** The name in settings and answers: {@code read}, {@code operate} or {@code erase}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
