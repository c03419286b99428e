package io.streamgate.bench.http;

import io.streamgate.bench.KernelBenchmark;
import io.streamgate.bench.StoreBenchmark;
import io.streamgate.bench.http.server.Machine;
import io.streamgate.bench.report.Part;
import io.streamgate.bench.report.Table;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures the kernel and the stores without HTTP, using JMH. */
record Micro() implements Part {

  @Override
  public List<String> measure() {
    var options =
        new OptionsBuilder()
            .include(KernelBenchmark.class.getName())
            .include(StoreBenchmark.class.getName())
            .verbosity(VerboseMode.SILENT)
            .build();
    var table = new Table("benchmark", "store", "score", "error (99.9%)", "unit");
    Machine.unpinClient();
    try {
      new Runner(options).run().forEach(result -> row(table, result));
    } catch (RunnerException e) {
      throw new IllegalStateException(e);
    } finally {
      Machine.pinClient();
    }
    return table.under(
        "Measured by JMH. A store's figure counts completed calls, which for sqlite are on disk: 512"
            + " starts are in flight at a time, each followed by its end.");
  }

  private static void row(Table table, RunResult result) {
    var primary = result.getPrimaryResult();
    var name = result.getParams().getBenchmark();
    var store = result.getParams().getParam("kind");
    table.row(
        name.substring(name.lastIndexOf('.') + 1),
        store == null ? "" : store,
        "%,.1f".formatted(primary.getScore()),
        "%,.1f".formatted(primary.getScoreError()),
        primary.getScoreUnit());
  }
}
