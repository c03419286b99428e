package io.streamgate.config.identity;

import io.streamgate.config.setting.Setting;
import io.streamgate.config.setting.SettingValues;
import io.streamgate.identity.token.TokenKey;
import io.streamgate.identity.token.TokenKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
    return new StreamTokenSettings(
        values.duration(Setting.STREAM_LIFE, "PT1M", "P30D"), keysFromOneSetting());
  }

  private @Nullable TokenKeys keysFromOneSetting() {
    var isInFile = values.isSet(Setting.TOKEN_KEYS_FILE);
    if (isInFile && values.isSet(Setting.TOKEN_KEYS)) {
      values.wrong(
          Setting.TOKEN_KEYS, Setting.TOKEN_KEYS_FILE, "both are set; set one or the other");
      return null;
    }
    if (isInFile) {
      return keysInFile();
    }
    return values.isSet(Setting.TOKEN_KEYS)
        ? keys(Setting.TOKEN_KEYS, values.text(Setting.TOKEN_KEYS))
        : null;
  }

  private @Nullable TokenKeys keysInFile() {
    var file = values.path(Setting.TOKEN_KEYS_FILE);
    try {
      return values.isFaulty(Setting.TOKEN_KEYS_FILE)
          ? null
          : keys(Setting.TOKEN_KEYS_FILE, Files.readString(file));
    } catch (IOException unreadable) {
      // the message of some failures is a part of the content
      var why = unreadable.getClass().getSimpleName();
      values.wrong(
          Setting.TOKEN_KEYS_FILE,
          SettingValues.cannotUse(file.toString()) + ": the file cannot be read (" + why + ")");
      return null;
    }
  }

  private @Nullable TokenKeys keys(Setting setting, String text) {
    var entries =
        Stream.of(text.split("[,\r\n]")).map(String::strip).filter(e -> !e.isEmpty()).toList();
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
