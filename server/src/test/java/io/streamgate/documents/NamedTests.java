package io.streamgate.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tests that a document refers to, as {@code Class.method} or as a whole class. */
final class NamedTests {

  private static final List<Path> SOURCES =
      List.of(Path.of("src/test/java"), Path.of("../verification/src/test/java"));
  private static final Pattern NAMED =
      Pattern.compile("`(\\w+(?:Test|Contract|Promise))(?:\\.(\\w+))?`");

  private final Map<String, String> sources;

  private NamedTests(Map<String, String> sources) {
    this.sources = sources;
  }

  /** The tests in the sources of server and verification. */
  static NamedTests ofBothModules() {
    return new NamedTests(
        SOURCES.stream()
            .flatMap(NamedTests::filesOf)
            .collect(Collectors.toMap(NamedTests::className, Documents::read, (a, _) -> a)));
  }

  private static Stream<Path> filesOf(Path sources) {
    try (var files = Files.walk(sources)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String className(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }

  /** Each test that {@code text} refers to and that does not exist. */
  List<String> danglingIn(String text) {
    return NAMED
        .matcher(text)
        .results()
        .filter(named -> !exists(named))
        .map((Function<MatchResult, String>) MatchResult::group)
        .toList();
  }

  private boolean exists(MatchResult named) {
    var source = sources.getOrDefault(named.group(1), "");
    return named.group(2) == null
        ? !source.isEmpty()
        : source.contains(" void " + named.group(2) + "(");
  }

  /** Each third-level heading in {@code text} whose section refers to no test method. */
  static List<String> unprovenIn(String text) {
    var unproven = new ArrayList<String>();
    for (var promise : text.split("(?m)^(?=##)", -1)) {
      if (promise.startsWith("### ")
          && NAMED.matcher(promise).results().noneMatch(named -> named.group(2) != null)) {
        unproven.add(promise.lines().findFirst().orElseThrow());
      }
    }
    return unproven;
  }
}
