package io.streamgate.config.setting;

import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvBuilder;
import io.github.cdimascio.dotenv.DotenvException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a {@code .env} file says.
 *
 * <p>The library reads it; this adds what the library leaves out. It names no lines; it quotes a
 * malformed one in full, and such a file holds other programs' passwords; it keeps single quotes;
 * and it silently drops everything after a double quote that is never closed.
 *
 * @param name the file's, for messages
 * @param values of every name in the file, ours or not
 * @param mistakes that make the file, not a value, unreadable
 */
record DotEnv(String name, Map<String, String> values, List<String> mistakes) {

  private static final Pattern ASSIGNMENT = Pattern.compile("\\s*([\\w.\\-]+)\\s*=.*");
  private static final Pattern EXPORT = Pattern.compile("\\s*export\\s.*");
  private static final String MALFORMED = "Malformed entry ";

  DotEnv {
    values = Map.copyOf(values);
    mistakes = List.copyOf(mistakes);
  }

  static DotEnv read(Path file) {
    var absolute = file.toAbsolutePath();
    var name = absolute.getFileName().toString();
    // the library would go on to look for a missing file on the class path
    if (Files.notExists(absolute)) {
      return new DotEnv(name, Map.of(), List.of());
    }
    try {
      return read(absolute, name, Files.readAllLines(absolute));
    } catch (IOException e) {
      var mistake = name + ": cannot be read (" + e + "); make it a UTF-8 text file, or remove it";
      return new DotEnv(name, Map.of(), List.of(Text.printable(mistake)));
    }
  }

  private static DotEnv read(Path file, String name, List<String> lines) {
    var mistakes = new ArrayList<String>();
    try {
      library(file).load();
    } catch (DotenvException e) {
      mistakes.add(malformed(name, lines, String.valueOf(e.getMessage())));
    }
    var values = new HashMap<String, String>();
    for (var entry :
        library(file).ignoreIfMalformed().load().entries(Dotenv.Filter.DECLARED_IN_ENV_FILE)) {
      values.put(entry.getKey(), withoutSingleQuotes(entry.getValue()));
    }
    mistakes.addAll(swallowed(name, lines, values.keySet()));
    return new DotEnv(name, values, mistakes);
  }

  private static DotenvBuilder library(Path file) {
    // "/." because the library cuts ".env" off the end of a folder's name
    return Dotenv.configure()
        .directory(file.resolveSibling(".").toString())
        .filename(file.getFileName().toString());
  }

  /** Says which line it is, never what is in it. */
  private static String malformed(String name, List<String> lines, String message) {
    for (int i = 0; i < lines.size(); i++) {
      if (message.equals(MALFORMED + lines.get(i).trim())) {
        return EXPORT.matcher(lines.get(i)).matches()
            ? name + ":" + (i + 1) + ": remove 'export'; a line is NAME=value or a # comment"
            : name + ":" + (i + 1) + ": cannot be read; a line is NAME=value or a # comment";
      }
    }
    return name + ": cannot be read; a line is NAME=value or a # comment";
  }

  private static List<String> swallowed(String name, List<String> lines, Set<String> read) {
    var mistakes = new ArrayList<String>();
    for (int i = 0; i < lines.size(); i++) {
      var line = ASSIGNMENT.matcher(lines.get(i));
      if (line.matches() && SettingNames.isOurs(line.group(1)) && !read.contains(line.group(1))) {
        mistakes.add(
            name
                + ":"
                + (i + 1)
                + ": "
                + Text.printable(line.group(1))
                + " is not read; close the double quote on this or an earlier line");
      }
    }
    return mistakes;
  }

  private static String withoutSingleQuotes(String value) {
    return value.length() >= 2 && value.startsWith("'") && value.endsWith("'")
        ? value.substring(1, value.length() - 1)
        : value;
  }
}
