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
 * Checks that the disk can still grow a file. SQLite first overwrites the old part of its log, so a
 * commit of one page can succeed on a full disk and says nothing about the next one.
 */
public final class FreeSpace {

  private static final int BYTES = 1 << 20;
  private static final String FILE = "streamgate.room";

  private FreeSpace() {}

  /** Writes a file of 1 MiB, syncs it and removes it; throws the system's error if that fails. */
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

  /** Whether the system reports less than 1 MiB of free space. */
  public static boolean isFull(Path directory) {
    try {
      return Files.getFileStore(directory).getUsableSpace() < BYTES;
    } catch (IOException e) {
      return false;
    }
  }
}
