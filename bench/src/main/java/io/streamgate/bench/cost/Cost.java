package io.streamgate.bench.cost;

import io.streamgate.bench.cost.price.Bill;
import io.streamgate.bench.cost.price.Expectations;
import io.streamgate.bench.cost.price.Prices;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Plays the same script with three designs against DynamoDB and prints the capacity that the table
 * reports as consumed:
 *
 * <pre>./make.sh bench cost [lease ...]</pre>
 *
 * <p>Uses the DynamoDB of the AWS SDK's own settings: {@code AWS_ENDPOINT_URL}, {@code AWS_REGION},
 * and credentials. The table is created at the start and deleted at the end. A script plays hours
 * without waiting, because the time is an argument.
 *
 * <p>Exits with status 1 if the figures do not meet the promises of {@code docs/COST.md}.
 */
public final class Cost {

  private static final List<Duration> LEASES =
      List.of(Duration.ofSeconds(90), Duration.ofSeconds(180));

  /** A lease long enough for past-half to pay off. */
  private static final Duration LONG = Duration.ofSeconds(180);

  private static final Script SCRIPT =
      Script.of(List.of(1, 2, 3), Duration.ofHours(1), Subject.INTERVAL);

  private final Prices prices = Prices.onFile();
  private final Report report = new Report(System.out, prices);
  private final List<String> faults = new ArrayList<>();
  private final Instant begin;

  private Cost(Instant begin) {
    this.begin = begin;
  }

  /** See the class. */
  public static void main(String[] leases) {
    var cost = new Cost(Clock.systemUTC().instant());
    var selected = Arrays.stream(leases).map(Duration::parse).toList();
    Tables.withFresh(table -> cost.measure(table, selected.isEmpty() ? LEASES : selected));
    cost.faults.forEach(System.err::println);
    System.exit(cost.faults.isEmpty() ? 0 : 1);
  }

  private void measure(String table, List<Duration> leases) {
    report.operations(Operations.measured(table, begin));
    var bills = new LinkedHashMap<Duration, Map<Kind, Bill>>();
    report.headOfBills(SCRIPT);
    for (var lease : leases) {
      bills.put(lease, bills(table, lease));
    }
    report.headOfCapacity();
    bills.forEach(
        (lease, ofLease) -> ofLease.forEach((kind, bill) -> report.capacity(lease, kind, bill)));
  }

  private Map<Kind, Bill> bills(String table, Duration lease) {
    var bills = new EnumMap<Kind, Bill>(Kind.class);
    for (var kind : Kind.values()) {
      var bill = bill(table, lease, kind);
      bills.put(kind, bill);
      report.bill(lease, kind, bill);
      if (kind != Kind.NAIVE) {
        faults.addAll(Expectations.faultsOf(lease + " " + kind, bill));
      }
    }
    if (lease.equals(LONG)) {
      faults.addAll(Expectations.faultsOf(price(bills, Kind.PAST_HALF), price(bills, Kind.ALWAYS)));
    }
    return bills;
  }

  private Bill bill(String table, Duration lease, Kind kind) {
    var meter = new Meter();
    try (var design = kind.open(meter, table, lease)) {
      var viewers = "%s-%s-".formatted(kind, lease);
      return new Performance(design, meter, viewers, begin).play(SCRIPT);
    }
  }

  private double price(Map<Kind, Bill> bills, Kind kind) {
    var bill = bills.get(kind);
    return bill == null ? Double.NaN : prices.ofAMillion(bill.perStreamHour());
  }
}
