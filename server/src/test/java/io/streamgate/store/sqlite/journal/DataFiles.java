package io.streamgate.store.sqlite.journal;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A data directory, viewed from outside. */
public final class DataFiles {

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  private DataFiles() {}

  /** Queries the database: the first column of each row. */
  public static List<String> rows(Path directory, String sql) {
    var url = "jdbc:sqlite:" + directory.resolve("streamgate.db");
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      var found = new ArrayList<String>();
      while (row.next()) {
        found.add(String.valueOf(row.getString(1)));
      }
      return found;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** Executes a statement from outside. */
  public static void execute(Path directory, String sql) {
    var url = "jdbc:sqlite:" + directory.resolve("streamgate.db");
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** The directory's files that this process has open, if the system reports them. */
  public static List<Path> open(Path directory) throws IOException {
    assumeTrue(Files.isDirectory(DESCRIPTORS), "this system does not tell which files are open");
    var real = directory.toRealPath();
    try (var descriptors = Files.list(DESCRIPTORS)) {
      return descriptors.map(DataFiles::target).filter(file -> file.startsWith(real)).toList();
    }
  }

  private static Path target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor);
    } catch (IOException e) {
      return descriptor; // closed meanwhile, like the descriptor of the listing itself
    }
  }
}
