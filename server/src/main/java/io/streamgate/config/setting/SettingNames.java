package io.streamgate.config.setting;

import java.util.Comparator;
import java.util.regex.Pattern;

/** Tells settings from misspelled names and names of other programs. */
final class SettingNames {

  static final String PREFIX = "STREAMGATE_";

  /** Variables that Kubernetes sets for a service named {@code streamgate}. */
  private static final Pattern SERVICE_LINK =
      Pattern.compile("STREAMGATE_(SERVICE_.*|PORT_[0-9]+_TCP_(PROTO|PORT|ADDR))");

  private SettingNames() {}

  static boolean isOurs(String name) {
    return name.startsWith(PREFIX) || Setting.keys().contains(name);
  }

  static boolean isUnknown(String name, String value) {
    return name.startsWith(PREFIX)
        && !Setting.keys().contains(name)
        && !SERVICE_LINK.matcher(name).matches()
        && !(name.startsWith(PREFIX + "PORT") && value.startsWith("tcp://"));
  }

  /** The mistake of an unknown name, with the nearest setting if one is near. */
  static String unknown(String name) {
    var own = name.substring(PREFIX.length());
    if (Setting.keys().contains(own)) {
      return "unknown setting; did you mean " + own + "?";
    }
    // two letters in five may differ, and at most three: enough for a typo, not for another word
    int allowed = Math.clamp(own.length() * 2L / 5, 1, 3);
    return Setting.keys().stream()
        .filter(key -> distance(name, key) <= allowed)
        .min(Comparator.comparingInt((String key) -> distance(name, key)).thenComparing(key -> key))
        .map(key -> "unknown setting; did you mean " + key + "?")
        .orElse("unknown setting; docs/OPERATING.md lists all settings");
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
