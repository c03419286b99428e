import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Builds the server without Maven and serves it; {@code scripts/run.sh} starts this program.
 *
 * <pre>
 * java scripts/dev/Dev.java build FOLDER          builds into FOLDER; status 1 on a compiler error
 * java scripts/dev/Dev.java serve FOLDER JAVA...  builds and serves after each change; JAVA is the
 *                                                 command that gets class path and main class
 * </pre>
 */
public final class Dev {
  private static final String MAIN_CLASS = "io.streamgate.Main";
  private static final long POLL_MS = 200;

  private final Build build;
  private final List<String> java;
  private Snapshot builtPoms = Snapshot.NOTHING;
  private Process server;

  private Dev(Build build, List<String> java) {
    this.build = build;
    this.java = java;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    var build = new Build(Path.of(arguments[1]));
    switch (arguments[0]) {
      case "build" -> {
        if (!build.make(Build.watched())) {
          System.exit(1);
        }
        build.install();
      }
      case "serve" -> new Dev(build, List.of(arguments).subList(2, arguments.length)).serve();
      default -> throw new IllegalArgumentException("expected build or serve, got " + arguments[0]);
    }
  }

  private void serve() throws IOException, InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::endAll));
    var seen = Snapshot.NOTHING;
    while (true) {
      if (!Build.watched().equals(seen)) {
        seen = Build.settled();
        serve(seen);
      } else if (server != null && !server.isAlive()) {
        say("the server exited with status %d; waiting for the next change", server.exitValue());
        server = null;
      }
      Thread.sleep(POLL_MS);
    }
  }

  /** Serves the new build, or keeps the old server if the build fails. */
  private void serve(Snapshot seen) throws IOException, InterruptedException {
    var began = System.nanoTime();
    if (!findLibraries(seen.below(Build.POMS)) || !build.make(seen)) {
      say("build failed; waiting for the next change");
      return;
    }
    say("built in %.1f s", (System.nanoTime() - began) / 1e9);
    if (server != null) {
      server.destroy();
      server.waitFor();
    }
    build.install();
    var ending = Stream.of("-cp", build.classPath(), MAIN_CLASS);
    server = start(Stream.concat(java.stream(), ending).toList());
  }

  private boolean findLibraries(Snapshot poms) throws IOException, InterruptedException {
    if (poms.equals(builtPoms)) {
      return true;
    }
    if (start(List.of("./make.sh", "class-path")).waitFor() != 0) {
      return false;
    }
    build.forget();
    builtPoms = poms;
    return true;
  }

  private synchronized Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command).inheritIO().start();
  }

  /** Ends all child processes. Keeps the lock, so that no other starts until the JVM exits. */
  private synchronized void endAll() {
    var running = ProcessHandle.current().descendants().toList();
    running.forEach(ProcessHandle::destroy);
    running.forEach(process -> process.onExit().join());
  }

  private static void say(String what, Object... values) {
    System.err.println("make.sh: " + what.formatted(values));
  }
}
