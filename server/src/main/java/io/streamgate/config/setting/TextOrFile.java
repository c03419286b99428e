package io.streamgate.config.setting;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The value of a setting that can also be in a file, as secret stores provide it.
 *
 * @param setting the setting with the value, or with the file's name, for mistakes in it
 */
public record TextOrFile(Setting setting, String text) {

  private static final int MOST_BYTES = 65_536;

  /**
   * Reads {@code inline}, or the file that {@code file} names. Empty after a mistake, which quotes
   * nothing of the file.
   */
  public static Optional<TextOrFile> read(SettingValues values, Setting inline, Setting file) {
    if (!values.isSet(file)) {
      return Optional.of(new TextOrFile(inline, values.text(inline)));
    }
    if (values.isSet(inline)) {
      values.wrong(inline, file, "both are set; unset one of them");
      return Optional.empty();
    }
    return ofFile(values, file);
  }

  private static Optional<TextOrFile> ofFile(SettingValues values, Setting setting) {
    var path = values.text(setting);
    try (var file = Files.newInputStream(Path.of(path))) {
      var bytes = file.readNBytes(MOST_BYTES + 1);
      if (bytes.length <= MOST_BYTES) {
        return Optional.of(new TextOrFile(setting, new String(bytes, StandardCharsets.UTF_8)));
      }
      values.wrong(
          setting,
          SettingValues.cannotUse(path)
              + ": it has more than 64 KiB; use a file with one key on each line");
    } catch (IOException | InvalidPathException unreadable) {
      values.wrong(
          setting,
          SettingValues.cannotRead(path)
              + " as a file; use the path of a file that the server's user may read");
    }
    return Optional.empty();
  }

  /** The entries: separated by commas or lines, without spaces around them, none empty. */
  public List<String> entries() {
    return Stream.of(text.split("[,\r\n]"))
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .toList();
  }
}
