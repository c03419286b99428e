package io.streamgate.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Limits on the length of lines and files, and on the number of files in a package. */
final class SourceSize {

  private static final int MAX_LINES = 250;
  private static final int MAX_LINE_LENGTH = 100;
  private static final int MAX_FILES = 15;
  private static final String PACKAGE_INFO = "package-info.java";
  private static final String TEXT_BLOCK = "\"\"\"";

  private SourceSize() {}

  /** Each Java file and package below {@code folder} that is too large, and what to do about it. */
  static List<String> faultsIn(Path folder) {
    try (var paths = Files.walk(folder)) {
      return paths.sorted().flatMap(SourceSize::faultsOf).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> faultsOf(Path path) {
    try {
      if (Files.isDirectory(path)) {
        return faultsOfPackage(path);
      }
      return isSource(path) ? faultsOfFile(path, Files.readAllLines(path)) : Stream.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> faultsOfPackage(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      var files = entries.filter(SourceSize::isSource).filter(file -> !isPackageInfo(file)).count();
      return files <= MAX_FILES
          ? Stream.empty()
          : Stream.of(
              "%s holds %d files, at most %d fit: split it by domain word"
                  .formatted(folder, files, MAX_FILES));
    }
  }

  private static Stream<String> faultsOfFile(Path file, List<String> lines) {
    var faults = new ArrayList<String>();
    if (lines.size() > MAX_LINES) {
      faults.add(
          "%s has %d lines, at most %d fit: give the part that has a name of its own a file"
              .formatted(file, lines.size(), MAX_LINES));
    }
    var inTextBlock = false;
    for (var number = 1; number <= lines.size(); number++) {
      var line = lines.get(number - 1);
      // The lines of a text block (SQL, JSON) are as long as in the original
      if (!inTextBlock && length(line) > MAX_LINE_LENGTH && !isImport(line)) {
        faults.add(
            "%s:%d has %d characters, at most %d fit: break the line or name a part of it"
                .formatted(file, number, length(line), MAX_LINE_LENGTH));
      }
      inTextBlock ^= line.split(TEXT_BLOCK, -1).length % 2 == 0;
    }
    return faults.stream();
  }

  private static int length(String line) {
    return line.codePointCount(0, line.length());
  }

  private static boolean isImport(String line) {
    return line.startsWith("import ") || line.startsWith("package ");
  }

  private static boolean isSource(Path path) {
    return path.toString().endsWith(".java");
  }

  private static boolean isPackageInfo(Path path) {
    return path.endsWith(PACKAGE_INFO);
  }
}
