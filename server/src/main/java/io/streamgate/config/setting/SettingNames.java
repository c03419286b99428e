package io.streamgate.config.setting;

import java.util.Comparator;
import java.util.regex.Pattern;

/** Which names are settings, which are near one, and which are not our business. */
final class SettingNames {

  static final String PREFIX = "STREAMGATE_";

  /** What Kubernetes tells every pod about a TCP port of a service named {@code streamgate}. */
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

  /** What to say about a name that is no setting; with the nearest one if one is near. */
  static String unknown(String name) {
    var own = name.substring(PREFIX.length());
    if (Setting.keys().contains(own)) {
      return "unknown setting; did you mean " + own + "?";
    }
    // two letters in five may be wrong, and three in all: enough for a swap or a plural, too few
    // for another word
    int allowed = Math.clamp(own.length() * 2L / 5, 1, 3);
    return Setting.keys().stream()
        .filter(key -> distance(name, key) <= allowed)
        .min(Comparator.comparingInt((String key) -> distance(name, key)).thenComparing(key -> key))
        .map(key -> "unknown setting; did you mean " + key + "?")
        .orElse("unknown setting; docs/OPERATING.md lists those there are");
  }

  /** Levenshtein's: how many letters to add, remove or change. */
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
