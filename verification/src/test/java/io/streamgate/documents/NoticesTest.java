package io.streamgate.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Checks the hand-written META-INF/THIRD-PARTY-NOTICES.txt against META-INF/THIRD-PARTY.txt,
 * Maven's list of the libraries in the server's jar.
 */
@Tag("e2e")
final class NoticesTest {

  private static final Path JAR = Documents.ROOT.resolve("server/target/streamgate.jar");
  private static final Path NOTICES =
      Documents.ROOT.resolve("server/src/main/resources/META-INF/THIRD-PARTY-NOTICES.txt");

  private static final Pattern LIBRARY = Pattern.compile("\\([\\w.-]+:([\\w.-]+):([\\w.-]+) - ");
  private static final Pattern SECTION =
      Pattern.compile("(?s)\n-{80}\nOf ([^\n]*):\n\n(.*?)\n(?=\n-{80}\n|\\z)");
  private static final Pattern TEXT =
      Pattern.compile(
          "META-INF/([^/]*(LICENSE|NOTICE)[^/]*|maven/.*/LICENSE[^/]*"
              + "|resources/.*/swagger-ui-bundle\\.js\\.LICENSE\\.txt)");
  private static final Pattern OTHERS =
      Pattern.compile(
          "(?:META-INF/versions/\\d+/)?"
              + "((?:\\w+/)*?(?:shaded?|thirdparty|repackaged|relocated))/.*");

  /** Library names, grouped by the licence or notice that they share. */
  private final Map<String, Set<String>> sections = new HashMap<>();

  /** The libraries' jars, by name. */
  private final Map<String, Path> libraries = new TreeMap<>();

  @BeforeEach
  void read() throws IOException {
    assumeThat(JAR).as("run ./make.sh package first").exists();
    try (var jar = new ZipFile(JAR.toFile())) {
      var list = read(jar, jar.getEntry("META-INF/THIRD-PARTY.txt"));
      LIBRARY.matcher(list).results().forEach(one -> add(one.group(1), one.group(2)));
    }
    SECTION
        .matcher(Documents.read(NOTICES))
        .results()
        .forEach(one -> sections.put(one.group(2), Set.of(one.group(1).split(", "))));
    assertThat(libraries).hasSizeGreaterThan(60);
    assertThat(sections).hasSizeGreaterThan(15);
  }

  @Test
  void licencesAndNoticesOfEachLibraryAreKept() throws IOException {
    var missing = new ArrayList<String>();
    for (var library : libraries.keySet()) {
      for (var text : entries(library, TEXT).entrySet()) {
        if (!sections.getOrDefault(text.getValue(), Set.of()).contains(library)) {
          missing.add(library + ": " + text.getKey());
        }
      }
    }
    assertThat(missing).as("texts that are not in " + NOTICES).isEmpty();
  }

  @Test
  void everyLibraryWithANoticeShips() {
    var named = new TreeSet<String>();
    sections.values().forEach(named::addAll);
    named.removeAll(libraries.keySet());
    assertThat(named).as("listed in " + NOTICES + ", but not in the jar").isEmpty();
  }

  @Test
  void librariesInsideOfLibrariesAreNamed() throws IOException {
    var inside = new TreeSet<String>();
    for (var library : libraries.keySet()) {
      for (var name : entries(library, OTHERS).keySet()) {
        inside.add("(" + OTHERS.matcher(name).replaceFirst("$1").replace('/', '.') + ")");
      }
    }
    inside.removeIf(Documents.read(NOTICES)::contains);
    assertThat(inside).as("packages of other libraries that are not in " + NOTICES).isEmpty();
  }

  private void add(String name, String version) {
    var file = name + "-" + version + ".jar";
    var found =
        List.of(System.getProperty("java.class.path", "").split(File.pathSeparator)).stream()
            .map(Path::of)
            .filter(path -> path.endsWith(file))
            .toList();
    assertThat(found).as(file).hasSize(1);
    libraries.put(name, found.getFirst());
  }

  private Map<String, String> entries(String library, Pattern pattern) throws IOException {
    var found = new TreeMap<String, String>();
    try (var jar = new ZipFile(requireNonNull(libraries.get(library)).toFile())) {
      for (var entry : jar.stream().filter(one -> !one.isDirectory()).toList()) {
        if (pattern.matcher(entry.getName()).matches()) {
          found.put(entry.getName(), read(jar, entry));
        }
      }
    }
    return found;
  }

  /** Ignores whitespace, because editors remove some of it. */
  private static String read(ZipFile jar, ZipEntry entry) throws IOException {
    var text = new String(jar.getInputStream(entry).readAllBytes(), UTF_8);
    return text.replaceAll("(?dm)[ \\t\\r]+$", "").replaceAll("^\\n+|\\n+$", "");
  }
}
