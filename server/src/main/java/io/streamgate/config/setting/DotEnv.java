package io.streamgate.config.setting;

import io.streamgate.text.PrintableText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A {@code .env} file. A line is {@code NAME=value} or a comment; a value may be quoted, and in
 * double quotes it may span lines. A message names the line and never quotes it, because the file
 * also contains passwords of other programs.
 *
 * @param name the name of the file, for messages
 * @param values by name, including names that are not settings
 * @param mistakes lines that cannot be read
 */
record DotEnv(String name, Map<String, String> values, List<String> mistakes) {

  private static final Pattern NOTHING = Pattern.compile("\\s*(#.*)?");
  private static final Pattern EXPORT = Pattern.compile("\\s*export\\s.*");
  private static final Pattern OPEN = Pattern.compile("\\s*[\\w.\\-]+\\s*=\\s*\"[^\"]*");
  private static final Pattern ASSIGNMENT =
      Pattern.compile(
          "\\s*([\\w.\\-]+)\\s*=\\s*(?:'([^']*)'|\"([^\"]*)\"|([^'\"#][^#]*)?)\\s*(#.*)?");

  DotEnv {
    values = Map.copyOf(values);
    mistakes = List.copyOf(mistakes);
  }

  /** Reads {@code file}. A missing file is empty; an unreadable one is a mistake. */
  static DotEnv read(Path file) {
    var name = file.toAbsolutePath().getFileName().toString();
    if (Files.notExists(file)) {
      return new DotEnv(name, Map.of(), List.of());
    }
    try {
      return parse(name, Files.readAllLines(file));
    } catch (IOException e) {
      var mistake = name + ": cannot be read (" + e + "); make it a UTF-8 text file, or remove it";
      return new DotEnv(name, Map.of(), List.of(PrintableText.printable(mistake)));
    }
  }

  private static DotEnv parse(String name, List<String> lines) {
    var values = new HashMap<String, String>();
    var mistakes = new ArrayList<String>();
    for (int next = 0; next < lines.size(); ) {
      var end = end(lines, next);
      var entry = String.join("\n", lines.subList(next, end));
      var mistake = NOTHING.matcher(entry).matches() ? null : read(entry, values);
      if (mistake != null) {
        mistakes.add(name + ":" + (next + 1) + ": " + mistake);
      }
      next = end;
    }
    return new DotEnv(name, values, mistakes);
  }

  /** The end of an entry: after the line that closes its double quote, or after its first line. */
  private static int end(List<String> lines, int start) {
    var entry = lines.get(start);
    for (var end = start + 1; OPEN.matcher(entry).matches() && end < lines.size(); end++) {
      if (lines.get(end).indexOf('"') >= 0) {
        return end + 1;
      }
    }
    return start + 1;
  }

  /** Adds the value of {@code entry}, or returns its mistake. */
  private static @Nullable String read(String entry, Map<String, String> values) {
    var assignment = ASSIGNMENT.matcher(entry);
    if (assignment.matches()) {
      var quoted = assignment.group(2) == null ? assignment.group(3) : assignment.group(2);
      var plain = assignment.group(4) == null ? "" : assignment.group(4).strip();
      values.put(assignment.group(1), quoted == null ? plain : quoted);
      return null;
    }
    if (OPEN.matcher(entry).matches()) {
      return "close the double quote";
    }
    return EXPORT.matcher(entry).matches()
        ? "remove 'export'; a line is NAME=value or a # comment"
        : "cannot be read; a line is NAME=value or a # comment";
  }
}
