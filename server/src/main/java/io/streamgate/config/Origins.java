package io.streamgate.config;

import io.streamgate.config.setting.Setting;
import io.streamgate.config.setting.SettingValues;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the list of origins whose pages may call the API. */
final class Origins {

  private static final Pattern ORIGIN =
      Pattern.compile(
          "[a-z][a-z0-9+.\\-]{0,31}://([a-z0-9.\\-]{1,253}|\\[[0-9a-f:.]{2,45}])(:([0-9]{1,5}))?");

  private Origins() {}

  static List<String> read(SettingValues values) {
    return Stream.of(values.text(Setting.CORS_ORIGINS).split(","))
        .map(String::strip)
        .filter(origin -> !origin.isEmpty())
        .map(origin -> checked(origin, values))
        .distinct()
        .toList();
  }

  private static String checked(String origin, SettingValues values) {
    if (origin.equals("*")) {
      values.wrong(
          Setting.CORS_ORIGINS,
          "'*' is not allowed: every page in a viewer's browser has the viewer's address;"
              + " list the origins");
      return origin;
    }
    var lower = origin.toLowerCase(Locale.ROOT);
    var match = ORIGIN.matcher(lower);
    if (!match.matches()
        || (match.group(3) != null && !SettingValues.isNumber(match.group(3), 1, 65535))) {
      values.wrong(
          Setting.CORS_ORIGINS,
          SettingValues.cannotRead(origin)
              + " as an origin; use scheme://host or scheme://host:port");
      return origin;
    }
    return withoutDefaultPort(lower);
  }

  /** Browsers omit the default port, and origins are compared as text. */
  private static String withoutDefaultPort(String origin) {
    return origin.replaceFirst("^(https://.*):443$|^(http://.*):80$", "$1$2");
  }
}
