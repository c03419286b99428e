package io.streamgate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArrowsTest {

  @TempDir Path folder;

  @Test
  void everyPackageUsesOnlyWhatItsLineAllows() {
    assertThat(Arrows.faultsIn(Product.classes())).isEmpty();
  }

  @Test
  void everyPackageUsesAllThatItsLineAllows() {
    assertThat(Arrows.unusedIn(Product.classes())).isEmpty();
  }

  @Test
  void allowedUseThatNobodyMakesIsAFault() {
    var idle = Planted.compile(folder, "package io.streamgate.policy; class Planted {}");

    assertThat(Arrows.unusedIn(idle))
        .contains(
            "policy may use lease, and does not: take that out of Part.ALL and"
                + " docs/ARCHITECTURE.md");
  }

  @Test
  void noPackagesUseEachOtherInARing() {
    assertThat(Arrows.cyclesIn(Product.classes())).isEmpty();
  }

  @Test
  void packageThatNobodyPlannedIsAFault() {
    assertThat(faultsOf("package io.streamgate.util; class Planted {}"))
        .singleElement()
        .asString()
        .startsWith("package io.streamgate.util is not in the table of parts");
  }

  @Test
  void subPackageIsHeldToTheLineOfItsParent() {
    assertThat(faultsOf("package io.streamgate.lease.id; class Planted { String text; }"))
        .isEmpty();
    assertThat(faultsOf("package io.streamgate.lease.id; class Planted { org.slf4j.Logger log; }"))
        .hasSize(1);
  }

  @Test
  void parentThatUsesASubPackageWithALineOfItsOwnIsAFault() {
    var upsideDown =
        Planted.compile(
            folder,
            "package io.streamgate.store.memory; public class Members {}",
            "package io.streamgate.store;"
                + " class Planted { io.streamgate.store.memory.Members members; }");

    assertThat(Arrows.faultsIn(upsideDown)).hasSize(1);
  }

  @Test
  void kernelThatReadsAFileIsAFault() {
    assertThat(faultsOf("package io.streamgate.lease; class Planted { java.io.File file; }"))
        .singleElement()
        .asString()
        .startsWith("io.streamgate.lease.Planted uses java.io.File, but lease may use only");
  }

  @Test
  void kernelThatLogsIsAFault() {
    assertThat(faultsOf("package io.streamgate.lease; class Planted { org.slf4j.Logger log; }"))
        .hasSize(1);
  }

  @Test
  void jdbcOutsideTheSqliteStoreIsAFault() {
    assertThat(faultsOf("package io.streamgate.limiter; class Planted { java.sql.Date date; }"))
        .hasSize(1);
    assertThat(faultsOf("package io.streamgate.store.sqlite; class Planted { java.sql.Date d; }"))
        .isEmpty();
  }

  @Test
  void vertxOutsideHttpIsAFaultAndMainMayUseAnything() {
    assertThat(faultsOf("package io.streamgate.limiter; class Planted { io.vertx.core.Vertx v; }"))
        .hasSize(1);
    assertThat(faultsOf("package io.streamgate.http.api; class Planted { io.vertx.core.Vertx v; }"))
        .isEmpty();
    assertThat(faultsOf("package io.streamgate; class Planted { io.vertx.core.Vertx v; }"))
        .isEmpty();
  }

  @Test
  void arrowBackwardsIsAFault() {
    var backwards =
        Planted.compile(
            folder,
            "package io.streamgate.http.edge; public class Edge {}",
            "package io.streamgate.limiter; class Planted { io.streamgate.http.edge.Edge edge; }");

    assertThat(Arrows.faultsIn(backwards))
        .singleElement()
        .asString()
        .startsWith("io.streamgate.limiter.Planted uses io.streamgate.http.edge.Edge");
  }

  @Test
  void storeThatUsesAnotherStoreIsAFault() {
    var siblings =
        Planted.compile(
            folder,
            "package io.streamgate.store.memory; public class Members {}",
            "package io.streamgate.store.sqlite;"
                + " class Planted { io.streamgate.store.memory.Members members; }");

    assertThat(Arrows.faultsIn(siblings)).hasSize(1);
  }

  @Test
  void ringOfPackagesIsAFault() {
    var ring =
        Planted.compile(
            folder,
            "package io.streamgate.http.api; public class A { io.streamgate.http.edge.B b; }",
            "package io.streamgate.http.edge; public class B { io.streamgate.http.api.A a; }");

    assertThat(Arrows.cyclesIn(ring))
        .singleElement()
        .asString()
        .startsWith("Move what both need to the package that knows less: Cycle detected");
  }

  private List<String> faultsOf(String source) {
    return Arrows.faultsIn(Planted.compile(folder, source));
  }
}
