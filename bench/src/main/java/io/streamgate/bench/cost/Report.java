package io.streamgate.bench.cost;

import io.streamgate.bench.cost.Operations.Operation;
import io.streamgate.bench.cost.price.Bill;
import io.streamgate.bench.cost.price.Bill.Item;
import io.streamgate.bench.cost.price.Capacity;
import io.streamgate.bench.cost.price.Prices;
import io.streamgate.bench.cost.price.Units;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Prints the measurements as tables. */
final class Report {

  private static final List<Integer> MILLIONS_OF_STREAMS = List.of(1, 10, 65);
  private static final double MILLION = 1e6;

  private final PrintStream out;
  private final Prices prices;

  Report(PrintStream out, Prices prices) {
    this.out = out;
    this.prices = prices;
  }

  void operations(List<Operation> operations) {
    line("%-38s %6s %6s %6s %6s", "operation", "calls", "WRU", "RRU", "unmet");
    for (var each : operations) {
      line(
          "%-38s %6d %6.1f %6.1f %6d",
          each.name(), each.calls(), each.units().writes(), each.units().reads(), each.unmet());
    }
    line("");
  }

  void headOfBills(Script script) {
    line(
        "%d streams of %s each, a heartbeat every %s; units of each operation as WRU + RRU, USD"
            + " for a million stream-hours",
        script.streams(), script.length(), Subject.INTERVAL);
    line(
        "%-8s %-10s %-12s %-12s %-12s %-12s %7s",
        "lease", "design", "start", "heartbeat", "end", "history", "USD");
  }

  void bill(Duration lease, Kind kind, Bill bill) {
    line(
        "%-8s %-10s %-12s %-12s %-12s %-12s %7.2f",
        lease,
        kind,
        units(bill.each(Item.START)),
        units(bill.each(Item.HEARTBEAT)),
        units(bill.each(Item.END)),
        units(bill.each(Item.HISTORY)),
        prices.ofAMillion(bill.perStreamHour()));
  }

  void headOfCapacity() {
    line("");
    line(
        "%-8s %-10s %16s %9s %9s %10s",
        "lease", "design", "streams at once", "WRU/s", "RRU/s", "partitions");
  }

  void capacity(Duration lease, Kind kind, Bill bill) {
    for (var millions : MILLIONS_OF_STREAMS) {
      var capacity = Capacity.of(millions * MILLION, bill.perStreamHour());
      line(
          "%-8s %-10s %14d M %9.0f %9.0f %10d",
          lease,
          kind,
          millions,
          capacity.perSecond().writes(),
          capacity.perSecond().reads(),
          capacity.partitions());
    }
  }

  private static String units(Units units) {
    return String.format(Locale.ROOT, "%.2f + %.2f", units.writes(), units.reads());
  }

  private void line(String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
  }
}
