package io.streamgate.config;

import io.streamgate.config.Config.IdentityMode;
import io.streamgate.config.setting.Setting;
import io.streamgate.config.setting.SettingValues;
import io.streamgate.config.setting.TextOrFile;
import io.streamgate.identity.backend.BackEnds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the back ends and the hashes of their keys. */
final class BackEndsReader {

  /** While a key is changed, the old one and the new one count. */
  private static final int MOST_OF_ONE_NAME = 2;

  private static final int MOST = 100;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.\\-]{1,64}");
  private static final Pattern SHA_256 = Pattern.compile("[0-9A-Fa-f]{64}");

  /** What {@code sha256sum} says if the key was not there. */
  private static final String OF_NOTHING =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private final SettingValues values;
  private final Setting setting;
  private final IdentityMode mode;
  private final List<BackEnds.Key> keys = new ArrayList<>();
  private final Map<String, Integer> keysOfName = new HashMap<>();
  private final Set<String> hashes = new HashSet<>();

  private BackEndsReader(SettingValues values, Setting setting, IdentityMode mode) {
    this.values = values;
    this.setting = setting;
    this.mode = mode;
  }

  static BackEnds read(SettingValues values, IdentityMode mode) {
    return TextOrFile.read(values, Setting.BACKEND_KEYS, Setting.BACKEND_KEYS_FILE)
        .map(read -> new BackEndsReader(values, read.setting(), mode).backEnds(read.entries()))
        .orElse(BackEnds.NONE);
  }

  private BackEnds backEnds(List<String> entries) {
    if (entries.isEmpty() && mode == IdentityMode.HEADER) {
      values.wrong(
          Setting.IDENTITY,
          "'header' needs the key of a back end; set STREAMGATE_BACKEND_KEYS or"
              + " STREAMGATE_BACKEND_KEYS_FILE");
    }
    for (var at = 0; at < entries.size() && at < MOST; at++) {
      add(entries.get(at), "key " + (at + 1));
    }
    if (entries.size() > MOST) {
      wrong("there are " + entries.size() + " keys; use at most " + MOST);
    }
    return keys.isEmpty() ? BackEnds.NONE : new BackEnds(keys);
  }

  /** Adds a key. A mistake does not quote it: it may be the key itself instead of its hash. */
  private void add(String entry, String place) {
    var colon = entry.indexOf(':');
    var name = colon < 0 ? "" : entry.substring(0, colon).strip();
    var hash = entry.substring(colon + 1).strip();
    if (!NAME.matcher(name).matches()) {
      wrong(
          "cannot read the name of %s; use name:sha256hex, with a name of".formatted(place)
              + " 1 to 64 of the characters a-z A-Z 0-9 _ . -");
    } else if (!SHA_256.matcher(hash).matches()) {
      wrong(
          "cannot read %s, of %s; use the SHA-256 of the key, 64 hexadecimal digits"
              .formatted(place, name));
    } else if (hash.equalsIgnoreCase(OF_NOTHING)) {
      wrong(
          "cannot use %s, of %s: it is the SHA-256 of nothing; use that of the key"
              .formatted(place, name));
    } else if (!hashes.add(hash.toLowerCase(Locale.ROOT))) {
      wrong("%s, of %s, is there twice; use each key once".formatted(place, name));
    } else if (keysOfName.merge(name, 1, Integer::sum) > MOST_OF_ONE_NAME) {
      wrong(
          "%s, of %s, is one too many; use at most two of one name, while a key is changed"
              .formatted(place, name));
    } else {
      keys.add(new BackEnds.Key(name, HexFormat.of().parseHex(hash)));
    }
  }

  private void wrong(String mistake) {
    values.wrong(setting, mistake);
  }
}
