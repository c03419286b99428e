package io.streamgate.bench.cost.price;

import io.streamgate.bench.cost.price.Bill.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Checks the measured costs against the documented ones. */
public final class Expectations {

  /** The maximum cost of past-half, as a share of the cost of writing each heartbeat. */
  static final double PAST_HALF_SHARE = 0.45;

  private static final Units ONE_WRITE = new Units(1, 0);

  private Expectations() {}

  /** Returns one sentence for each deviation in the bill of one of Streamgate's own designs. */
  public static List<String> faultsOf(String name, Bill bill) {
    var faults = new ArrayList<String>();
    for (var item : List.of(Item.START, Item.END)) {
      var others = bill.of(item).stream().filter(units -> !units.equals(ONE_WRITE)).toList();
      if (!others.isEmpty()) {
        faults.add("%s: %s consumes %s, not one write unit".formatted(name, item, others));
      }
    }
    var expensive = bill.of(Item.HEARTBEAT).stream().filter(units -> units.writes() > 1).toList();
    if (!expensive.isEmpty()) {
      faults.add("%s: heartbeats consume %s, more than one write unit".formatted(name, expensive));
    }
    return faults;
  }

  /** Returns the same for past-half compared with always, both with the long lease. */
  public static List<String> faultsOf(double pastHalf, double always) {
    return pastHalf <= PAST_HALF_SHARE * always
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT,
                "past-half costs %.3f of always, more than %.2f",
                pastHalf / always,
                PAST_HALF_SHARE));
  }
}
