package io.streamgate.config;

import io.streamgate.config.setting.Setting;
import io.streamgate.config.setting.SettingValues;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the lists of host names that requests to the two ports may use. */
final class HostNames {

  private static final Pattern NAME =
      Pattern.compile("(?=.{1,253}$)[a-z0-9_\\-]{1,63}(\\.[a-z0-9_\\-]{1,63})*");

  private HostNames() {}

  /** The names for the public port, in lower case; {@code *} is every name. */
  static List<String> ofPlayers(SettingValues values) {
    return entries(values, Setting.ALLOWED_HOSTS)
        .map(name -> name.equals("*") ? name : checked(name, values, Setting.ALLOWED_HOSTS))
        .distinct()
        .toList();
  }

  /** The names for the management port, in lower case. */
  static List<String> ofOperators(SettingValues values) {
    return entries(values, Setting.MANAGEMENT_ALLOWED_HOSTS)
        .map(name -> checked(name, values, Setting.MANAGEMENT_ALLOWED_HOSTS))
        .distinct()
        .toList();
  }

  private static Stream<String> entries(SettingValues values, Setting setting) {
    return Stream.of(values.text(setting).split(","))
        .map(String::strip)
        .filter(entry -> !entry.isEmpty());
  }

  private static String checked(String entry, SettingValues values, Setting setting) {
    var lower = entry.toLowerCase(Locale.ROOT);
    var name = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    if (!NAME.matcher(name).matches()) {
      values.wrong(
          setting,
          SettingValues.cannotRead(entry)
              + " as a host name; use names such as tv.example, without a scheme or a port");
    }
    return name;
  }
}
