package io.streamgate.config;

import io.streamgate.config.setting.Setting;
import io.streamgate.config.setting.SettingValues;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the list of origins whose pages may call. */
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
          "'*' needs the identity jwt, which is not built yet: an address is a credential that"
              + " every page in a browser has; list the origins");
      return origin;
    }
    var lower = origin.toLowerCase(Locale.ROOT);
    var match = ORIGIN.matcher(lower);
    if (!match.matches() || !isPort(match.group(3))) {
      values.wrong(
          Setting.CORS_ORIGINS,
          SettingValues.cannotRead(origin)
              + " as an origin; use scheme://host or scheme://host:port");
      return origin;
    }
    return withoutDefaultPort(lower);
  }

  private static boolean isPort(@Nullable String port) {
    return port == null || SettingValues.isNumber(port, 1, 65535);
  }

  /** Browsers leave it out, and origins are compared as text. */
  private static String withoutDefaultPort(String origin) {
    if (origin.startsWith("https://") && origin.endsWith(":443")) {
      return origin.substring(0, origin.length() - ":443".length());
    }
    if (origin.startsWith("http://") && origin.endsWith(":80")) {
      return origin.substring(0, origin.length() - ":80".length());
    }
    return origin;
  }
}
