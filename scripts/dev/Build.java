import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Builds the server's classes and resources in a folder, next to those that are being served.
 *
 * <p>Every build compiles all sources, because compiling only the changed ones is not safe:
 * constants are copied into the classes that use them, and a removed method still has callers.
 * Starting the compiler takes most of the time, so it stays in memory. Error Prone is off and
 * warnings are not errors; test and package have both on.
 */
final class Build {
  static final List<Path> POMS = List.of(Path.of("pom.xml"), Path.of("server/pom.xml"));

  private static final List<Path> SOURCES = List.of(Path.of("server/src/main/java"));
  private static final Path LIBRARIES = Path.of("server/target/class-path");

  /** The resources of {@code server/pom.xml}; {@code checks/test-run.sh} compares the two. */
  private static final Map<Path, String> RESOURCES =
      Map.of(
          Path.of("server/src/main/resources"), "",
          Path.of("docs/problems"), "problems",
          Path.of("docs/api/openapi.yaml"), "openapi.yaml",
          Path.of("docs/api/admin.yaml"), "admin.yaml",
          Path.of("docs/api/plans.schema.json"), "plans.schema.json",
          Path.of("LICENSE"), "META-INF/LICENSE");

  private static final List<String> PARTS = List.of("classes", "resources");
  private static final long SETTLE_MS = 50;

  private final Path folder;
  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
  private StandardJavaFileManager files = newFiles();
  private Snapshot compiled = Snapshot.NOTHING;

  Build(Path folder) {
    this.folder = folder;
  }

  /** Returns all files that go into the server. */
  static Snapshot watched() throws IOException {
    var roots = new ArrayList<>(POMS);
    roots.addAll(SOURCES);
    roots.addAll(RESOURCES.keySet());
    return Snapshot.of(roots);
  }

  /**
   * Waits until the files stop changing, and returns them: editors empty a file before they write
   * it, and git writes one file after another.
   */
  static Snapshot settled() throws IOException, InterruptedException {
    while (true) {
      var before = watched();
      Thread.sleep(SETTLE_MS);
      if (watched().equals(before)) {
        return before;
      }
    }
  }

  /** Compiles changed sources and copies the resources. Returns false on a compiler error. */
  boolean make(Snapshot seen) throws IOException {
    var sources = seen.below(SOURCES);
    if (!sources.equals(compiled)) {
      if (!compile(sources)) {
        delete(next("classes"));
        return false;
      }
      compiled = sources;
    }
    try {
      copyResources(seen);
      return true;
    } catch (NoSuchFileException removed) {
      return false;
    }
  }

  /** Replaces the served files with the new build. */
  void install() throws IOException {
    for (var part : PARTS) {
      if (Files.exists(next(part))) {
        delete(folder.resolve(part));
        Files.move(next(part), folder.resolve(part));
      }
    }
  }

  String classPath() throws IOException {
    var own = PARTS.stream().map(part -> folder.resolve(part).toString()).toList();
    return String.join(":", own) + ":" + libraries();
  }

  /** Discards the compiled state. Required after the libraries have changed. */
  void forget() throws IOException {
    files.close();
    files = newFiles();
    compiled = Snapshot.NOTHING;
  }

  private StandardJavaFileManager newFiles() {
    return compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
  }

  /** Compiles into an empty folder, so that no class of a removed source remains. */
  private boolean compile(Snapshot sources) throws IOException {
    var into = next("classes");
    delete(into);
    var options = new ArrayList<>(List.of("--release", "25", "-g", "-proc:none"));
    options.add("-Xlint:all,-processing,-classfile,-serial");
    options.addAll(List.of("-cp", libraries(), "-d", into.toString()));
    var java = sources.files().filter(file -> file.toString().endsWith(".java")).toList();
    var units = files.getJavaFileObjectsFromPaths(java);
    return compiler.getTask(null, files, null, options, null, units).call();
  }

  private void copyResources(Snapshot seen) throws IOException {
    var into = next("resources");
    delete(into);
    for (var resource : RESOURCES.entrySet()) {
      var from = resource.getKey();
      for (var file : seen.below(List.of(from)).files().toList()) {
        var to = into.resolve(resource.getValue()).resolve(from.relativize(file).toString());
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
  }

  private Path next(String part) {
    return folder.resolve(part + ".next");
  }

  private static String libraries() throws IOException {
    return Files.readString(LIBRARIES).strip();
  }

  private static void delete(Path tree) throws IOException {
    if (Files.exists(tree)) {
      try (var paths = Files.walk(tree)) {
        for (var path : paths.toList().reversed()) {
          Files.delete(path);
        }
      }
    }
  }
}
