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
 * One process's claim on a data directory: the operating system's lock on the file {@code lock} in
 * it. The claim ends with the process, even after a crash. The file holds the owner's pid and is
 * never deleted here: a second process could lock a new file while the first holds the deleted one.
 * Should somebody delete it, the claim in the database keeps the first process from writing.
 *
 * <p>POSIX drops a process's lock as soon as the process closes <i>any</i> descriptor of the file.
 * So this process never opens the lock file of a directory in {@link #CLAIMED_HERE}, not even to
 * read the pid.
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

  /** Claims {@code directory}, creating it if necessary. */
  public static DirectoryLock claim(Path directory) {
    try {
      var real = Files.createDirectories(directory).toRealPath();
      if (!CLAIMED_HERE.add(real)) {
        throw inUse(directory, Long.toString(ProcessHandle.current().pid()));
      }
      try {
        return claimFile(directory, real);
      } catch (Throwable failure) {
        CLAIMED_HERE.remove(real);
        throw failure;
      }
    } catch (IOException e) {
      throw new DataDirectoryUnusable(
          "the data directory " + directory + " cannot be written: " + e, e);
    }
  }

  private static DirectoryLock claimFile(Path directory, Path real) throws IOException {
    var channel = FileChannel.open(real.resolve("lock"), CREATE, READ, WRITE);
    try {
      // a byte far behind the pid: the pid stays readable even where locks are mandatory
      if (channel.tryLock(Long.MAX_VALUE - 1, 1, false) == null) {
        throw inUse(directory, pidIn(channel));
      }
      var pid = US_ASCII.encode(ProcessHandle.current().pid() + "\n");
      channel.truncate(0).write(pid, 0);
      return new DirectoryLock(real, channel);
    } catch (Throwable failure) {
      channel.close();
      throw failure;
    }
  }

  private static String pidIn(FileChannel channel) throws IOException {
    var bytes = ByteBuffer.allocate(32);
    channel.read(bytes, 0);
    return US_ASCII.decode(bytes.flip()).toString().strip();
  }

  private static DataDirectoryUnusable inUse(Path directory, String pid) {
    return new DataDirectoryUnusable(
        "the data directory %s is in use by process %s:".formatted(directory, pid)
            + " stop that process, or choose another directory");
  }

  @Override
  public void close() {
    try {
      channel.close();
      CLAIMED_HERE.remove(directory);
    } catch (IOException e) {
      LOG.warn("cannot release the lock on {}; it ends with this process", directory, e);
    }
  }
}
