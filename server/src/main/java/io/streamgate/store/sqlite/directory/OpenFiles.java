package io.streamgate.store.sqlite.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * The files that this process has open, identified by name. A file that was removed or replaced
 * still accepts writes, and loses them when the process ends.
 *
 * @param keys the file system's key of each file, in the order of {@code files}
 */
public record OpenFiles(List<Path> files, List<String> keys) {

  public OpenFiles {
    files = List.copyOf(files);
    keys = List.copyOf(keys);
  }

  /** Rejects a log without a database, since SQLite would delete the log and its commits. */
  public static void requireNoLogWithoutDatabase(Path database, Path log) throws IOException {
    if (size(log) > 0 && size(database) == 0) {
      throw new DataDirectoryUnusable(
          "%s is a write-ahead log, but %s is missing or empty:".formatted(log, database)
              + " restore the database, or move the log away");
    }
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  /** Looks up the current keys of {@code files}. */
  public static OpenFiles of(Path... files) throws IOException {
    var keys = new ArrayList<String>(files.length);
    for (var file : files) {
      keys.add(key(file));
    }
    return new OpenFiles(List.of(files), keys);
  }

  /** Throws an exception that says what to do if a file is gone or was replaced. */
  public void require() throws IOException {
    for (var i = 0; i < files.size(); i++) {
      var file = files.get(i);
      if (!Files.exists(file) || !key(file).equals(keys.get(i))) {
        throw new IOException(
            file + " was removed or replaced while in use: stop this process, put the file back");
      }
    }
  }

  /** The same key for all files if the file system has no keys. */
  private static String key(Path file) throws IOException {
    return String.valueOf(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
  }
}
