package io.streamgate.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The project's documents. Maven runs tests in the module's folder. */
final class Documents {

  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Set<String> NOT_OURS = Set.of("target", "node_modules");

  private Documents() {}

  /** Every Markdown file, except in hidden folders and build output. */
  static List<Path> all() {
    try (var paths = Files.walk(ROOT)) {
      var documents =
          paths.filter(path -> path.toString().endsWith(".md")).filter(Documents::isOurs).toList();
      // An empty list would pass every check
      if (!documents.contains(ROOT.resolve("README.md"))) {
        throw new IllegalStateException("no README.md in " + ROOT);
      }
      return documents;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOurs(Path path) {
    for (var step : ROOT.relativize(path)) {
      if (step.toString().startsWith(".") || NOT_OURS.contains(step.toString())) {
        return false;
      }
    }
    return true;
  }
}
