package io.streamgate.store.sqlite.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The size and the free space of a directory's file system, as of the last look. A look may block
 * for as long as the disk does, so the getters return the last figures. Thread-safe.
 */
public final class DiskSpace {

  private static final Seen NOTHING = new Seen(Double.NaN, Double.NaN);

  /** Null if there is none. */
  private final @Nullable Path directory;

  private volatile Seen seen = NOTHING;

  private record Seen(double size, double free) {}

  private DiskSpace(@Nullable Path directory) {
    this.directory = directory;
    look();
  }

  /** The space of {@code directory}'s file system, after a first look. Blocks. */
  public static DiskSpace of(Path directory) {
    return new DiskSpace(directory);
  }

  /** The space of a store without a directory, which is always unknown. */
  public static DiskSpace unknown() {
    return new DiskSpace(null);
  }

  /** Asks the system. Blocks. */
  public void look() {
    if (directory == null) {
      return;
    }
    try {
      var disk = Files.getFileStore(directory);
      seen = new Seen(disk.getTotalSpace(), disk.getUsableSpace());
    } catch (IOException unreadable) {
      seen = NOTHING;
    }
  }

  /** All bytes of the file system; NaN if they are unknown. */
  public double sizeBytes() {
    return seen.size;
  }

  /** The bytes that this process may still write; NaN if they are unknown. */
  public double freeBytes() {
    return seen.free;
  }
}
