package io.streamgate.plans;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** The content of a file at one time. Two are equal if their bytes, or the failures, are. */
public sealed interface FileContent {

  /** The file was read. */
  record Bytes(ByteBuffer bytes) implements FileContent {
    /** The plans of these bytes, or their mistakes. */
    public PlansReader.Verdict plans(ServiceBounds bounds) {
      return PlansReader.read(bytes.duplicate(), bounds);
    }
  }

  /**
   * The file was not read.
   *
   * @param why the name of the failure, such as {@code NoSuchFileException}, or the reason
   */
  record Unreadable(String why) implements FileContent {}

  /** Reads the file that {@code path} leads to now, through all symbolic links. Blocks. */
  static FileContent of(Path path) {
    // the open of a pipe would wait for a writer, perhaps forever
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      return new Unreadable("not a regular file");
    }
    try {
      return new Bytes(PlansReader.bytes(path));
    } catch (IOException failure) {
      return new Unreadable(failure.getClass().getSimpleName());
    }
  }
}
