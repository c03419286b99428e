package io.streamgate.store.sqlite.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * Files that a process has open, as they are found by their names. A file that was removed or
 * replaced takes everything that is written to it, and loses it with the process.
 *
 * @param keys what the file system knows each file by, in the order of the files
 */
public record OpenFiles(List<Path> files, List<String> keys) {

  public OpenFiles {
    files = List.copyOf(files);
    keys = List.copyOf(keys);
  }

  /**
   * SQLite removes the log of a database that is empty, with all that it holds.
   *
   * @throws DataDirectoryUnusable where it would
   */
  public static void requireNoLogWithoutDatabase(Path database, Path log) throws IOException {
    if (size(log) > 0 && size(database) == 0) {
      throw new DataDirectoryUnusable(
          log
              + " is a log, and "
              + database
              + " is missing or empty: put that back, or move the log away");
    }
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  /** Those files, as they are now. */
  public static OpenFiles of(Path... files) throws IOException {
    var keys = new ArrayList<String>(files.length);
    for (var file : files) {
      keys.add(key(file));
    }
    return new OpenFiles(List.of(files), keys);
  }

  /**
   * Looks them up again.
   *
   * @throws IOException that says what to do, if a file is another one or is gone
   */
  public void require() throws IOException {
    for (var i = 0; i < files.size(); i++) {
      var file = files.get(i);
      if (!Files.exists(file) || !key(file).equals(keys.get(i))) {
        throw new IOException(
            file + " was removed or replaced under this process: stop this process, put it back");
      }
    }
  }

  /** The same for all files where a file system has no keys. */
  private static String key(Path file) throws IOException {
    return String.valueOf(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
  }
}
