import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files below some folders, with the version of each. */
record Snapshot(Map<Path, Version> versions) {
  static final Snapshot NOTHING = new Snapshot(Map.of());

  /** The size distinguishes two saves if the file system's clock is too coarse. */
  record Version(FileTime saved, long bytes) {}

  /** Lists the files below the roots, without the editors' temporary files. */
  static Snapshot of(List<Path> roots) throws IOException {
    var found = new TreeMap<Path, Version>();
    for (var root : roots) {
      Files.walkFileTree(
          root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new Visitor(found));
    }
    return new Snapshot(found);
  }

  /** Returns the part of this snapshot that is at or below one of the roots. */
  Snapshot below(List<Path> roots) {
    var found = new TreeMap<>(versions);
    found.keySet().removeIf(file -> roots.stream().noneMatch(file::startsWith));
    return new Snapshot(found);
  }

  Stream<Path> files() {
    return versions.keySet().stream();
  }

  /** Ignores files that are deleted during the walk; the next snapshot does not contain them. */
  private static final class Visitor extends SimpleFileVisitor<Path> {
    private final Map<Path, Version> found;

    Visitor(Map<Path, Version> found) {
      this.found = found;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (!file.getFileName().toString().matches("[.#].*|.*~")) {
        found.put(file, new Version(attributes.lastModifiedTime(), attributes.size()));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException gone) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException gone) {
      return FileVisitResult.CONTINUE;
    }
  }
}
