package io.streamgate.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The log statements in the product's sources, at the enabled levels. */
final class LogStatements {

  private static final Path SOURCES = Path.of("src", "main", "java");

  /** Matches up to the closing semicolon, and ignores semicolons in strings. */
  private static final Pattern STATEMENT =
      Pattern.compile(
          "(line\\()?\\bLOG\\s*\\.(at)?(info|warn|error|Info|Warn|Error)\\("
              + "(?:[^;\"]|\"(?:[^\"\\\\]|\\\\.)*\")*;");

  private static final String TEXT = "\"((?:[^\"\\\\]|\\\\.)*)\"";
  private static final Pattern MESSAGE =
      Pattern.compile("\\.(?:log|info|warn|error)\\(\\s*" + TEXT + "([^;]*)\\)\\s*;$");
  private static final Pattern FIELD = Pattern.compile("addKeyValue\\(\\s*\"(\\w+)\"");
  private static final Pattern COMMON =
      Pattern.compile("(?s) LoggingEventBuilder line\\(.*?\\n  }\\n");
  private static final Pattern LOGGER = Pattern.compile("\\bLogger (\\w+)\\s*[=;,)]");

  /**
   * A log line, from any class.
   *
   * @param message with {@code ...} for the variable parts
   */
  record Line(String message, String level, Set<String> fields, boolean withTrace) {

    Line {
      fields = new TreeSet<>(fields);
    }

    /** Whether {@code other} is this line or an instance of it. */
    boolean covers(Line other) {
      var pattern =
          List.of(message.split("\\.\\.\\.", -1)).stream()
              .map(Pattern::quote)
              .collect(Collectors.joining(".+"));
      return other.message.matches(pattern)
          && level.equals(other.level)
          && fields.equals(other.fields)
          && withTrace == other.withTrace;
    }
  }

  private LogStatements() {}

  /** The product's log lines. */
  static List<Line> ofTheProduct() {
    var lines = new ArrayList<Line>();
    for (var source : sources()) {
      lines.addAll(in(source));
    }
    return lines;
  }

  /** All Java sources of the product. */
  static List<String> sources() {
    try (var files = Files.walk(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).map(Documents::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Line> in(String source) {
    if (LOGGER.matcher(source).results().anyMatch(logger -> !logger.group(1).equals("LOG"))) {
      throw new AssertionError("name the logger LOG, so that what is logged is found:\n" + source);
    }
    var common = COMMON.matcher(source).results().map(MatchResult::group).findFirst().orElse("");
    return STATEMENT
        .matcher(source)
        .results()
        .map(statement -> line(statement, statement.group(1) == null ? "" : common))
        .toList();
  }

  private static Line line(MatchResult statement, String common) {
    var text = statement.group();
    var message = MESSAGE.matcher(text);
    if (!message.find()) {
      throw new AssertionError(
          "write the message where it is logged, so that it is found: " + text);
    }
    var fields =
        FIELD
            .matcher(common + text)
            .results()
            .map(field -> field.group(1))
            .collect(Collectors.toSet());
    var fluent = statement.group(2) != null;
    return new Line(
        message.group(1).replace("{}", "..."),
        statement.group(3).toUpperCase(Locale.ROOT),
        fields,
        fluent
            ? text.contains(".setCause(")
            : arguments(message.group(2)) > message.group(1).split("\\{}", -1).length - 1);
  }

  /** Counts the arguments after the message. One beyond the placeholders is an exception. */
  private static int arguments(String rest) {
    return rest.replaceAll("\\([^()]*\\)", "").split(",", -1).length - 1;
  }
}
