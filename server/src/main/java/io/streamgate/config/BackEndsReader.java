package io.streamgate.config;

import io.streamgate.config.Config.IdentityMode;
import io.streamgate.config.identity.SecretHash;
import io.streamgate.config.setting.Setting;
import io.streamgate.config.setting.SettingValues;
import io.streamgate.config.setting.TextOrFile;
import io.streamgate.identity.HashedSecrets;
import io.streamgate.identity.HashedSecrets.Hashed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads the back ends and the hashes of their keys. */
final class BackEndsReader {

  /** While a key is changed, the old one and the new one count. */
  private static final int MOST_OF_ONE_NAME = 2;

  private static final int MOST = 100;

  private static final SecretHash HASH = new SecretHash("key");

  private final SettingValues values;
  private final Setting setting;
  private final IdentityMode mode;
  private final List<Hashed<String>> keys = new ArrayList<>();
  private final Map<String, Integer> keysOfName = new HashMap<>();
  private final Set<String> hashes = new HashSet<>();

  private BackEndsReader(SettingValues values, Setting setting, IdentityMode mode) {
    this.values = values;
    this.setting = setting;
    this.mode = mode;
  }

  static HashedSecrets<String> read(SettingValues values, IdentityMode mode) {
    return TextOrFile.read(values, Setting.BACKEND_KEYS, Setting.BACKEND_KEYS_FILE)
        .map(read -> new BackEndsReader(values, read.setting(), mode).backEnds(read.entries()))
        .orElse(HashedSecrets.none());
  }

  private HashedSecrets<String> backEnds(List<String> entries) {
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
    return HashedSecrets.of(keys);
  }

  /** Adds a key. A mistake does not quote it: it may be the key itself instead of its hash. */
  private void add(String entry, String place) {
    var colon = entry.indexOf(':');
    var name = colon < 0 ? "" : entry.substring(0, colon).strip();
    var hash = entry.substring(colon + 1).strip();
    var fault = HASH.faultOf(hash, "%s, of %s".formatted(place, name));
    if (!SecretHash.isName(name)) {
      wrong(
          "cannot read the name of %s; use name:sha256hex, with %s"
              .formatted(place, SecretHash.USE_NAME));
    } else if (fault.isPresent()) {
      wrong(fault.get());
    } else if (!hashes.add(hash.toLowerCase(Locale.ROOT))) {
      wrong("%s, of %s, is there twice; use each key once".formatted(place, name));
    } else if (keysOfName.merge(name, 1, Integer::sum) > MOST_OF_ONE_NAME) {
      wrong(
          "%s, of %s, is one too many; use at most two of one name, while a key is changed"
              .formatted(place, name));
    } else {
      keys.add(new Hashed<>(name, SecretHash.bytes(hash)));
    }
  }

  private void wrong(String mistake) {
    values.wrong(setting, mistake);
  }
}
