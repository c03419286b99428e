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

  private final Setting setting;
  private final SettingValues values;

  private KeyLocations(Setting setting, SettingValues values) {
    this.setting = setting;
    this.values = values;
  }

  static KeyLocation read(Setting setting, SettingValues values) {
    return new KeyLocations(setting, values).location();
  }

  private KeyLocation location() {
    var text = values.text(setting);
    if (URL.matcher(text).matches()) {
      return text.endsWith("/" + KID) ? ofEachKey(text) : ofSet(text);
    }
    var path = values.path(setting);
    if (values.isSet(setting) && !values.isFaulty(setting)) {
      checkFile(path, text);
    }
    return new KeyLocation.InFile(path);
  }

  private KeyLocation ofSet(String text) {
    return new KeyLocation.AtUrl(checked(text, text));
  }

  private KeyLocation ofEachKey(String text) {
    var start = text.substring(0, text.length() - KID.length());
    checked(start, text);
    return new KeyLocation.AtUrlOfEachKey(start);
  }

  private URI checked(String url, String text) {
    try {
      var uri = new URI(url);
      var mistake = mistakeIn(uri);
      if (!mistake.isEmpty()) {
        values.wrong(setting, SettingValues.cannotUse(withoutUser(text)) + ": " + mistake);
      }
      return uri;
    } catch (URISyntaxException malformed) {
      values.wrong(
          setting,
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
  private void checkFile(Path path, String text) {
    try {
      KeyTexts.ofFile(path);
    } catch (UnusableKeys unusable) {
      values.wrong(
          setting,
          SettingValues.cannotUse(text)
              + (" as a file of keys: " + unusable.getMessage())
              + "; use a key set (JWKS) or PEM");
    }
  }
}
