package io.streamgate.store.dynamodb.node;

import io.streamgate.lease.id.ViewerId;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.dynamodb.DynamoDbLeaseStore;
import io.streamgate.store.dynamodb.table.Observer;
import io.streamgate.store.dynamodb.table.Table;
import io.streamgate.store.dynamodb.table.Tally;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** A node: a store with a client of its own. Any thread may use it. */
public final class Node implements AutoCloseable {

  /** More calls than any test has under way. */
  public static final int IN_FLIGHT = 4_000;

  /** The clock of tests is long past: an engine that drops what is too old must not begin to. */
  public static final Duration RETENTION = Duration.ofDays(3650);

  private final Site site;
  private final DynamoDbAsyncClient client;
  private final Table table;
  private final DynamoDbLeaseStore store;

  /** A node on that table, with so many calls under way at the most. */
  public Node(Site site, Patience patience, int inFlight, ExecutionInterceptor... interceptors) {
    var observer = new Observer(Clock.systemUTC());
    var all = new ArrayList<>(List.of(interceptors));
    all.add(observer);
    this.site = site;
    this.client = site.client(patience, all);
    this.table = new Table(client, site.table(), inFlight, observer);
    this.store = new DynamoDbLeaseStore(table, RETENTION);
  }

  /** What it serves players with. */
  public DynamoDbLeaseStore store() {
    return store;
  }

  /** Another store with the same client, which waits for none of this one's starts. */
  public LeaseStore anotherStore() {
    return new DynamoDbLeaseStore(table, RETENTION);
  }

  /** What it asked of the table. */
  public Tally tally() {
    return table.tally();
  }

  /** Its client, for asking the table what no store would. */
  public DynamoDbAsyncClient client() {
    return client;
  }

  /** A viewer's item as it stands in the table. */
  public RawItem item(ViewerId viewer) {
    return RawItem.of(client, site.table(), viewer);
  }

  @Override
  public void close() {
    store.close();
  }
}
