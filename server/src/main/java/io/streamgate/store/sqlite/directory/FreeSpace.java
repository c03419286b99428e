package io.streamgate.store.sqlite.directory;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether a directory's disk takes more than what fits into room that a file has already. SQLite
 * writes over the old part of its log first: a commit of one page can work on a disk that is full,
 * and tells nothing about the next one.
 */
public final class FreeSpace {

  private static final int BYTES = 1 << 20;
  private static final String FILE = "streamgate.room";

  private FreeSpace() {}

  /**
   * Writes a megabyte into a file of its own, syncs it and removes it.
   *
   * @throws IOException in the system's words if that does not work
   */
  public static void require(Path directory) throws IOException {
    var file = directory.resolve(FILE);
    try (var channel = FileChannel.open(file, CREATE, WRITE, TRUNCATE_EXISTING, DELETE_ON_CLOSE)) {
      var bytes = ByteBuffer.allocate(BYTES);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
    }
  }

  /** Whether the system says that there is less than that. */
  public static boolean isFull(Path directory) {
    try {
      return Files.getFileStore(directory).getUsableSpace() < BYTES;
    } catch (IOException e) {
      return false;
    }
  }
}
