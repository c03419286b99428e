package io.streamgate.bench.cost;

import io.streamgate.store.dynamodb.DynamoDbLeaseStore;
import io.streamgate.store.dynamodb.table.Observer;
import io.streamgate.store.dynamodb.table.Table;
import io.streamgate.store.shared.PastHalf;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/** The designs. The first two are named after the values of {@code STREAMGATE_RENEW}. */
enum Kind {
  ALWAYS {
    @Override
    Design open(Meter meter, String table, Duration lease) {
      return new StoreDesign(store(meter, table), Subject.rules(lease));
    }
  },

  PAST_HALF {
    @Override
    Design open(Meter meter, String table, Duration lease) {
      var store = new PastHalf(store(meter, table), Subject.INTERVAL);
      return new StoreDesign(store, Subject.rules(lease));
    }
  },

  NAIVE {
    @Override
    Design open(Meter meter, String table, Duration lease) {
      return new NaiveDesign(Tables.client(meter), table, Subject.rules(lease));
    }
  };

  private static final int IN_FLIGHT = 16;

  abstract Design open(Meter meter, String table, Duration lease);

  /** Returns Streamgate's store with every call to the table metered. */
  static DynamoDbLeaseStore store(Meter meter, String table) {
    var observer = new Observer(Clock.systemUTC(), System::nanoTime, Duration.ofSeconds(15));
    var client = Tables.client(observer, meter);
    return new DynamoDbLeaseStore(new Table(client, table, IN_FLIGHT, observer), Subject.RETENTION);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
