package io.streamgate.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that a misspelled one was probably meant to be. */
public final class NearestName {

  private NearestName() {}

  /** The nearest of {@code known}, if one is near. */
  public static Optional<String> of(String name, Collection<String> known) {
    return of(name, known, "");
  }

  /**
   * The nearest of {@code known}, if one is near.
   *
   * @param prefix what {@code name} begins with, like most of {@code known}: it is no evidence
   */
  public static Optional<String> of(String name, Collection<String> known, String prefix) {
    // two letters in five may differ, and at most three: enough for a typo, not for another word
    int allowed = Math.clamp((name.length() - prefix.length()) * 2L / 5, 1, 3);
    return known.stream()
        .filter(each -> Math.abs(each.length() - name.length()) <= allowed)
        .filter(each -> distance(name, each) <= allowed)
        .min(Comparator.comparingInt((String each) -> distance(name, each)).thenComparing(e -> e));
  }

  /** The Levenshtein distance. */
  private static int distance(String from, String to) {
    var above = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      var row = new int[to.length() + 1];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int changed = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[to.length()];
  }
}
