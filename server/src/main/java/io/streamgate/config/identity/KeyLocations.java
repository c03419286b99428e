package io.streamgate.config.identity;

import io.streamgate.config.setting.Setting;
import io.streamgate.config.setting.SettingValues;
import io.streamgate.identity.jwt.keys.KeyLocation;
import io.streamgate.identity.jwt.keys.KeyTexts;
import io.streamgate.identity.jwt.keys.UnusableKeys;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads where the keys of access tokens are. */
final class KeyLocations {

  private static final String KID = "{kid}";
  private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.\\-]*://.*");

  /** Names and addresses of this machine, whose traffic nobody else can change. */
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}|\\[::1\\]");

  private KeyLocations() {}

  static KeyLocation read(SettingValues values) {
    var text = values.text(Setting.JWT_KEYS);
    if (URL.matcher(text).matches()) {
      return text.endsWith("/" + KID) ? ofEachKey(text, values) : ofSet(text, values);
    }
    var path = values.path(Setting.JWT_KEYS);
    if (values.isSet(Setting.JWT_KEYS) && !values.isFaulty(Setting.JWT_KEYS)) {
      checkFile(path, text, values);
    }
    return new KeyLocation.InFile(path);
  }

  private static KeyLocation ofSet(String text, SettingValues values) {
    return new KeyLocation.AtUrl(checked(text, text, values));
  }

  private static KeyLocation ofEachKey(String text, SettingValues values) {
    var start = text.substring(0, text.length() - KID.length());
    checked(start, text, values);
    return new KeyLocation.AtUrlOfEachKey(start);
  }

  private static URI checked(String url, String text, SettingValues values) {
    try {
      var uri = new URI(url);
      var mistake = mistakeIn(uri);
      if (!mistake.isEmpty()) {
        values.wrong(Setting.JWT_KEYS, SettingValues.cannotUse(withoutUser(text)) + ": " + mistake);
      }
      return uri;
    } catch (URISyntaxException malformed) {
      values.wrong(
          Setting.JWT_KEYS,
          SettingValues.cannotRead(withoutUser(text))
              + " as a URL; use one such as https://id.tv.example/.well-known/jwks.json");
      return URI.create("https://localhost/");
    }
  }

  /** A password in a URL is not quoted. */
  private static String withoutUser(String url) {
    return url.replaceFirst("://[^/]*@", "://...@");
  }

  private static String mistakeIn(URI uri) {
    var host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    if (host.isEmpty() || uri.getUserInfo() != null || uri.getFragment() != null) {
      return "the URL must have a host, and neither a user nor a fragment";
    }
    return switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
      case "https" -> "";
      case "http" ->
          LOOPBACK.matcher(host).matches()
              ? ""
              : "others on the network could replace the keys; use https, or a loopback address";
      default -> "keys are fetched over https; use https, or the path of a file";
    };
  }

  /** A file that cannot be read is a mistake of today, not an outage that passes. */
  private static void checkFile(Path path, String text, SettingValues values) {
    try {
      KeyTexts.ofFile(path);
    } catch (UnusableKeys unusable) {
      values.wrong(
          Setting.JWT_KEYS,
          SettingValues.cannotUse(text)
              + (" as a file of keys: " + unusable.getMessage())
              + "; use a key set (JWKS) or PEM");
    }
  }
}
