package io.streamgate.store.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.store.KeptSecret;
import io.streamgate.store.sqlite.directory.DataDirectoryUnusable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A secret in a file of the data directory that only this process's user may read. Used by the
 * process that has claimed the directory, at its start: it blocks.
 */
public record SecretFile(Path directory, String name) implements KeptSecret {

  private static final String OWNER_ONLY = "rw-------";

  /**
   * Reads the file, or writes it: once this returns, it survives a crash.
   *
   * @throws DataDirectoryUnusable if the file can be neither read nor written
   */
  @Override
  public CompletionStage<String> readOrMake(Supplier<String> made) {
    var file = directory.resolve(name);
    try {
      if (!Files.exists(file)) {
        write(file, made.get());
      }
      return completedStage(Files.readString(file));
    } catch (IOException failure) {
      throw new DataDirectoryUnusable(file + " cannot be read or written: " + failure, failure);
    }
  }

  private void write(Path file, String secret) throws IOException {
    var unfinished = directory.resolve(name + ".new");
    // of a process that crashed here
    Files.deleteIfExists(unfinished);
    try (var channel = FileChannel.open(unfinished, Set.of(CREATE_NEW, WRITE), ownerOnly())) {
      var bytes = ByteBuffer.wrap((secret + "\n").getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(unfinished, file, ATOMIC_MOVE);
    // the name of the file is in the directory, which has to reach the disk as well
    try (var entries = FileChannel.open(directory, READ)) {
      entries.force(true);
    }
  }

  @Override
  public String toString() {
    return directory.resolve(name).toString();
  }

  /** The permissions, set when the file is created: it is never readable by others. */
  private FileAttribute<?>[] ownerOnly() {
    return directory.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY))
        }
        : new FileAttribute<?>[0];
  }
}
