package io.streamgate.store.sqlite.directory;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process's claim on a data directory, by the operating system's lock on the file {@code lock}
 * in it; the claim ends with the process, however that ends. The file holds the claimant's pid and
 * is never deleted: a second process could hold a lock on the deleted one.
 *
 * <p>POSIX drops a process's lock as soon as the process closes <i>any</i> descriptor of the file.
 * So the directories claimed in this process are kept in a set, and while a directory is in it this
 * process does not open its lock file again, not even to read the pid.
 */
public final class DirectoryLock implements AutoCloseable {

  private static final Set<Path> CLAIMED_HERE = ConcurrentHashMap.newKeySet();

  private static final Logger LOG = LoggerFactory.getLogger(DirectoryLock.class);

  private final Path directory;
  private final FileChannel channel;

  private DirectoryLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * Claims {@code directory}, which is created where it does not exist.
   *
   * @throws DataDirectoryUnusable if it is claimed already, or cannot be written
   */
  public static DirectoryLock claim(Path directory) {
    try {
      var real = Files.createDirectories(directory).toRealPath();
      if (!CLAIMED_HERE.add(real)) {
        throw inUse(directory, Long.toString(ProcessHandle.current().pid()));
      }
      var claimed = false;
      try {
        var lock = claimFile(directory, real);
        claimed = true;
        return lock;
      } finally {
        if (!claimed) {
          CLAIMED_HERE.remove(real);
        }
      }
    } catch (IOException e) {
      throw new DataDirectoryUnusable(
          "the data directory " + directory + " cannot be written: " + e, e);
    }
  }

  private static DirectoryLock claimFile(Path directory, Path real) throws IOException {
    var channel = FileChannel.open(real.resolve("lock"), CREATE, READ, WRITE);
    var claimed = false;
    try {
      // a byte far behind the pid, so that where locks are mandatory the pid stays readable
      if (channel.tryLock(Long.MAX_VALUE - 1, 1, false) == null) {
        throw inUse(directory, pidIn(channel));
      }
      var pid = US_ASCII.encode(ProcessHandle.current().pid() + "\n");
      channel.truncate(0).write(pid, 0);
      claimed = true;
      return new DirectoryLock(real, channel);
    } finally {
      if (!claimed) {
        channel.close();
      }
    }
  }

  private static String pidIn(FileChannel channel) throws IOException {
    var bytes = ByteBuffer.allocate(32);
    channel.read(bytes, 0);
    return US_ASCII.decode(bytes.flip()).toString().strip();
  }

  private static DataDirectoryUnusable inUse(Path directory, String pid) {
    return new DataDirectoryUnusable(
        "the data directory "
            + directory
            + " is in use by process "
            + pid
            + ": stop that, or choose another directory");
  }

  @Override
  public void close() {
    try {
      channel.close();
      CLAIMED_HERE.remove(directory);
    } catch (IOException e) {
      LOG.warn("the lock on {} could not be freed; it ends with this process", directory, e);
    }
  }
}
