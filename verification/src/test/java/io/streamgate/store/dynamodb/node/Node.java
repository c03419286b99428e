package io.streamgate.store.dynamodb.node;

import io.streamgate.lease.id.ViewerId;
import io.streamgate.store.KeptSecret;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.dynamodb.DynamoDbLeaseStore;
import io.streamgate.store.dynamodb.row.SecretRow;
import io.streamgate.store.dynamodb.table.Observer;
import io.streamgate.store.dynamodb.table.Table;
import io.streamgate.store.dynamodb.table.Tally;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A node: a store with its own client. Thread-safe. */
public final class Node implements AutoCloseable {

  /** More calls than any test has in flight. */
  public static final int IN_FLIGHT = 4_000;

  /** The tests' clock is far in the past: an engine must not start to delete old items. */
  public static final Duration RETENTION = Duration.ofDays(3650);

  private final Site site;
  private final DynamoDbAsyncClient client;
  private final Table table;
  private final DynamoDbLeaseStore store;

  /** A node on that table, with at most {@code inFlight} calls in flight. */
  public Node(Site site, Patience patience, int inFlight, ExecutionInterceptor... interceptors) {
    var observer = new Observer(Clock.systemUTC(), System::nanoTime, Duration.ofSeconds(15));
    var all = new ArrayList<>(List.of(interceptors));
    all.add(observer);
    this.site = site;
    this.client = site.client(patience, all);
    this.table = new Table(client, site.table(), inFlight, observer);
    this.store = new DynamoDbLeaseStore(table, RETENTION);
  }

  /** The node's store. */
  public DynamoDbLeaseStore store() {
    return store;
  }

  /** Another store with the same client. It does not wait for starts of this one. */
  public LeaseStore anotherStore() {
    return new DynamoDbLeaseStore(table, RETENTION);
  }

  /** The secret of that name, as this node reads or makes it. */
  public KeptSecret secret(String name) {
    return new SecretRow(table, name);
  }

  /** The node's calls to the table. */
  public Tally tally() {
    return table.tally();
  }

  /** The client, for requests to the table that a store would not make. */
  public DynamoDbAsyncClient client() {
    return client;
  }

  /** A viewer's current item in the table. */
  public RawItem item(ViewerId viewer) {
    return RawItem.of(client, site.table(), viewer);
  }

  /** Changes a viewer's item as no store does. */
  public void change(ViewerId viewer, String expression, Map<String, AttributeValue> values) {
    client
        .updateItem(
            request ->
                request
                    .tableName(site.table())
                    .key(RawItem.key(viewer))
                    .updateExpression(expression)
                    .expressionAttributeValues(values))
        .join();
  }

  @Override
  public void close() {
    store.close();
  }
}
