package io.streamgate.endtoend.disk;

import io.streamgate.endtoend.server.Launch;
import io.streamgate.testing.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A real file system of 80 MB, mounted at {@code data} below a folder, so that it can really fill
 * up. It is mounted in its own namespace, with an ordinary user's rights where the system allows
 * that. No other process sees it, and it disappears with the process that holds it.
 */
final class SmallDisk implements AutoCloseable {

  private static final String PURPOSE = "acknowledged streams survive a full disk";
  private static final String MOUNTED = "mounted";

  private final Path folder;
  private final Process holder;

  private SmallDisk(Path folder, Process holder) {
    this.folder = folder;
    this.holder = holder;
  }

  static SmallDisk below(Path folder) {
    var unshare = Tools.require("unshare", PURPOSE);
    Tools.require("nsenter", PURPOSE);
    try {
      var data = Files.createDirectory(folder.resolve("data"));
      var hold = "mount -t tmpfs -o size=80m none \"$0\" && echo " + MOUNTED + " && exec cat";
      var holder =
          new ProcessBuilder(unshare.toString(), "-rm", "sh", "-c", hold, data.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      var disk = new SmallDisk(folder, holder);
      var word = new byte[MOUNTED.length()];
      var read = holder.getInputStream().readNBytes(word, 0, word.length);
      var mounted = MOUNTED.equals(new String(word, 0, read, StandardCharsets.UTF_8));
      Tools.requireWorking("unshare", PURPOSE, mounted);
      return disk;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Launches a server whose data is on this disk. */
  Launch launch() {
    return Launch.in(folder).under(inside().toArray(String[]::new));
  }

  private List<String> inside() {
    return List.of(
        Tools.require("nsenter", PURPOSE).toString(),
        "-t",
        Long.toString(holder.pid()),
        "-U",
        "-m",
        "--preserve-credentials",
        // changes directory again, because the inherited working directory is outside of the mount
        "sh",
        "-c",
        "cd \"$0\" && exec \"$@\"",
        folder.toString());
  }

  /** The path of {@code data} as this process sees it. */
  Path data() {
    return Path.of("/proc", Long.toString(holder.pid()), "root" + folder.resolve("data"));
  }

  /** Fills the disk to the last byte. */
  void fill() {
    try (var filler =
        FileChannel.open(
            data().resolve("filler"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      var block = ByteBuffer.allocate(4_096);
      for (var blocks = 0; blocks < 100_000; blocks++) {
        filler.write(block.clear());
      }
      throw new AssertionError("the disk did not fill up");
    } catch (IOException full) {
      // expected
    }
  }

  void free() {
    try {
      Files.delete(data().resolve("filler"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    holder.destroyForcibly();
  }
}
