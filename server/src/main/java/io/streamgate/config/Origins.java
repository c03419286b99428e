package io.streamgate.config;

import io.streamgate.config.setting.Setting;
import io.streamgate.config.setting.SettingValues;
import io.streamgate.identity.backend.BackEndIdentity;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads which origins' pages may call the API, and with which headers. */
final class Origins {

  private static final Pattern ORIGIN =
      Pattern.compile(
          "[a-z][a-z0-9+.\\-]{0,31}://([a-z0-9.\\-]{1,253}|\\[[0-9a-f:.]{2,45}])(:([0-9]{1,5}))?");

  /** A token (RFC 9110, 5.6.2), but for {@code *}. */
  private static final Pattern HEADER = Pattern.compile("[!#$%&'+.^_`|~0-9a-z\\-]{1,64}");

  private Origins() {}

  /**
   * The origins.
   *
   * @param mayBeEvery whether {@code *} is accepted: only where a page can do nothing without a
   *     credential that browsers do not send by themselves
   */
  static List<String> read(SettingValues values, boolean mayBeEvery) {
    return entries(values, Setting.CORS_ORIGINS)
        .map(origin -> mayBeEvery && origin.equals("*") ? origin : checked(origin, values))
        .distinct()
        .toList();
  }

  /** The request headers that pages may send, besides those that the API reads. */
  static List<String> headers(SettingValues values) {
    return entries(values, Setting.CORS_HEADERS)
        .map(name -> checkedHeader(name.toLowerCase(Locale.ROOT), values))
        .distinct()
        .toList();
  }

  private static Stream<String> entries(SettingValues values, Setting setting) {
    return Stream.of(values.text(setting).split(","))
        .map(String::strip)
        .filter(entry -> !entry.isEmpty());
  }

  private static String checkedHeader(String name, SettingValues values) {
    if (name.equals("*")) {
      values.wrong(
          Setting.CORS_HEADERS,
          "'*' is not allowed: browsers ignore it for requests with credentials;"
              + " list the headers");
    } else if (name.startsWith(BackEndIdentity.HEADER_PREFIX)) {
      values.wrong(
          Setting.CORS_HEADERS,
          SettingValues.cannotUse(name)
              + ": a page would have the key of a back end; let the back end send the request");
    } else if (!HEADER.matcher(name).matches()) {
      values.wrong(
          Setting.CORS_HEADERS,
          SettingValues.cannotRead(name)
              + " as the name of a header; use names such as x-app-version");
    }
    return name;
  }

  private static String checked(String origin, SettingValues values) {
    if (origin.equals("*")) {
      values.wrong(
          Setting.CORS_ORIGINS,
          "'*' is allowed only with STREAMGATE_IDENTITY=jwt and the token in authorization:"
              + " otherwise every page in a viewer's browser could act for the viewer;"
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
