package io.streamgate.config.identity;

import io.streamgate.config.setting.Setting;
import io.streamgate.config.setting.SettingValues;
import io.streamgate.config.setting.TextOrFile;
import io.streamgate.identity.token.TokenKey;
import io.streamgate.identity.token.TokenKeys;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the settings of stream tokens. Its mistakes quote nothing of a key. */
public final class StreamTokensReader {

  private static final String USE_KEY =
      "; use id:base64, with an id of 1 to %d of the characters A-Z a-z 0-9 _ -"
              .formatted(TokenKey.MAX_ID_LENGTH)
          + " and %d bytes or more".formatted(TokenKey.MIN_SECRET_BYTES);

  private final SettingValues values;

  /** A reader of {@code values}. */
  public StreamTokensReader(SettingValues values) {
    this.values = values;
  }

  /** Reads all of them. */
  public StreamTokenSettings read() {
    return new StreamTokenSettings(values.duration(Setting.STREAM_LIFE, "PT1M", "P30D"), keys());
  }

  private @Nullable TokenKeys keys() {
    if (!values.isSet(Setting.TOKEN_KEYS) && !values.isSet(Setting.TOKEN_KEYS_FILE)) {
      return null;
    }
    return TextOrFile.read(values, Setting.TOKEN_KEYS, Setting.TOKEN_KEYS_FILE)
        .map(read -> keys(read.setting(), read.entries()))
        .orElse(null);
  }

  private @Nullable TokenKeys keys(Setting setting, List<String> entries) {
    if (entries.isEmpty()) {
      values.wrong(setting, "there is no key" + USE_KEY);
      return null;
    }
    var keys = new ArrayList<TokenKey>();
    for (var i = 0; i < entries.size(); i++) {
      var place = "entry " + (i + 1) + " of " + entries.size();
      TokenKey.parse(entries.get(i))
          .ifPresentOrElse(
              keys::add, () -> values.wrong(setting, place + " is not a key" + USE_KEY));
    }
    return keys.size() == entries.size() ? withoutTwins(setting, keys) : null;
  }

  private @Nullable TokenKeys withoutTwins(Setting setting, List<TokenKey> keys) {
    if (keys.stream().map(TokenKey::id).distinct().count() < keys.size()) {
      values.wrong(setting, "two keys have the same id; give each an id of its own");
      return null;
    }
    return new TokenKeys(keys);
  }
}
