package io.streamgate.config.setting;

import io.streamgate.text.NearestName;
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
    return NearestName.of(name, Setting.keys(), PREFIX)
        .map(key -> "unknown setting; did you mean " + key + "?")
        .orElse("unknown setting; docs/OPERATING.md lists all settings");
  }
}
