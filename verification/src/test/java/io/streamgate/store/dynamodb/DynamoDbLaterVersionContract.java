package io.streamgate.store.dynamodb;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.lastWords;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromSs;

import io.streamgate.engines.DynamoEngine;
import io.streamgate.given.Given;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Ending;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.contract.LaterVersionContract;
import io.streamgate.store.dynamodb.node.Meanwhile;
import io.streamgate.store.dynamodb.node.RawItem;
import io.streamgate.store.dynamodb.table.Observer;
import io.streamgate.store.dynamodb.table.Table;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A later version adds attributes to a viewer's item, to its leases and to its tombstones. */
abstract class DynamoDbLaterVersionContract extends LaterVersionContract {

  private static final StreamId A = id("tv/a", 0);
  private static final StreamId B = id("b", 1);

  private final DynamoEngine engine;
  private final String table;
  private final DynamoDbAsyncClient client;

  DynamoDbLaterVersionContract(DynamoEngine engine) {
    this.engine = engine;
    this.table = engine.freshTable();
    this.client = engine.client();
  }

  @AfterEach
  void closeClient() {
    client.close();
  }

  @Override
  protected LeaseStore openStore() {
    return store();
  }

  private DynamoDbLeaseStore store(ExecutionInterceptor... interceptors) {
    var observer = new Observer(Clock.systemUTC(), System::nanoTime, Duration.ofSeconds(15));
    var all = List.of(interceptors).toArray(new ExecutionInterceptor[interceptors.length + 1]);
    all[interceptors.length] = observer;
    return new DynamoDbLeaseStore(new Table(engine.client(all), table, 100, observer), RETENTION);
  }

  @Override
  protected boolean hasUpkeep() {
    return false;
  }

  @Override
  protected void end(ViewerId viewer, StreamId id, Ending.Other ending) {
    var by = ending.by();
    var tombstone =
        Map.of(
            "s", number(id.startedAt().toEpochMilli()),
            "e", number(ending.at().toEpochMilli()),
            "r", fromS(ending.word()),
            "b", fromS(by == null ? "an operator" : by.value()),
            "why", fromS("asked to"));
    client
        .updateItem(
            request ->
                request
                    .tableName(table)
                    .key(RawItem.key(viewer))
                    .updateExpression("SET #E = #L, #R = :r REMOVE #L DELETE ids :sid ADD v :one")
                    .expressionAttributeNames(
                        Map.of("#L", "L." + id.sid(), "#E", "E." + id.sid(), "#R", "R." + id.sid()))
                    .expressionAttributeValues(
                        Map.of(
                            ":r", fromM(tombstone),
                            ":sid", fromSs(List.of(id.sid().value())),
                            ":one", number(1))))
        .join();
  }

  /** Attributes of every type, inside and beside the lease. */
  private static Map<String, AttributeValue> noted(String text) {
    return Map.of(
        "note", fromS(text),
        "facts",
            fromM(
                Map.of(
                    "net.work", fromS(text),
                    "rooms", fromL(List.of(number(1), fromM(Map.of("name", fromS(text))))))),
        "uncounted", AttributeValue.fromBool(true),
        "tags", fromSs(List.of("x", "y")),
        "nothing", AttributeValue.fromNul(true));
  }

  @Override
  protected void note(ViewerId viewer, StreamId id, String text) {
    var lease = new HashMap<>(attribute(item(viewer), "L." + id.sid()).m());
    lease.putAll(noted(text));
    client
        .updateItem(
            request ->
                request
                    .tableName(table)
                    .key(RawItem.key(viewer))
                    .updateExpression("SET #L = :lease, beside = :beside")
                    .expressionAttributeNames(Map.of("#L", "L." + id.sid()))
                    .expressionAttributeValues(
                        Map.of(":lease", fromM(lease), ":beside", fromM(noted(text)))))
        .join();
  }

  @Override
  protected String noteOf(ViewerId viewer, StreamId id) {
    var item = item(viewer);
    var lease = item.get("L." + id.sid());
    var found = lease == null ? row(viewer, id) : lease.m();
    var text = attribute(found, "note").s();
    assertThat(found).containsAllEntriesOf(noted(text));
    assertThat(item).containsEntry("beside", fromM(noted(text)));
    return text;
  }

  private Map<String, AttributeValue> item(ViewerId viewer) {
    return row(RawItem.key(viewer));
  }

  private Map<String, AttributeValue> row(ViewerId viewer, StreamId id) {
    return row(Map.of("pk", fromS("u#" + viewer), "sk", fromS("H#" + id)));
  }

  private Map<String, AttributeValue> row(Map<String, AttributeValue> key) {
    return client
        .getItem(request -> request.tableName(table).key(key).consistentRead(true))
        .join()
        .item();
  }

  private static AttributeValue attribute(Map<String, AttributeValue> map, String name) {
    return Objects.requireNonNull(map.get(name), name);
  }

  private static AttributeValue number(long number) {
    return fromN(Long.toString(number));
  }

  @Test
  void aTombstoneGoesToHistoryAsItIsWithAllThatTheLeaseHas() {
    var viewer = Given.freshViewer();
    try (var store = store()) {
      started(store, viewer, A);
      started(store, viewer, B);
      note(viewer, A, "noted");
      end(viewer, A, new Ending.Other("terminated", second(5), null));
      await(store.renew(viewer, B, Given.heartbeat(), second(65)));
    }

    assertThat(item(viewer)).doesNotContainKey("E." + A.sid());
    assertThat(row(viewer, A))
        .containsAllEntriesOf(noted("noted"))
        .containsEntry("r", fromS("terminated"))
        .containsEntry("b", fromS("an operator"))
        .containsEntry("why", fromS("asked to"));
  }

  /** A start that reuses a key writes the row of the key's older stream. */
  @Test
  void aTombstoneGoesToHistoryAsItIsBeforeItsKeyIsUsedAgain() {
    var viewer = Given.freshViewer();
    try (var store = store()) {
      started(store, viewer, A);
      end(viewer, A, new Ending.Other("terminated", second(5), null));

      started(store, viewer, id("tv/a", 200));
    }

    assertThat(row(viewer, A)).containsEntry("why", fromS("asked to"));
  }

  @Test
  void lastWordsAreSaidAnewWhereALaterVersionHasNotedSomethingMeanwhile() {
    var viewer = Given.freshViewer();
    var notes = new AtomicInteger();
    var meanwhile =
        Meanwhile.before(
            "size(#L) = ",
            () -> {
              if (notes.incrementAndGet() == 1) {
                note(viewer, A, "last");
              }
            });
    try (var store = store(meanwhile)) {
      started(store, viewer, A);
      note(viewer, A, "first");

      assertThat(await(store.amend(viewer, A, lastWords("{\"size\":2}"), second(5))))
          .isInstanceOf(StreamDecision.Closed.class);
    }

    assertThat(notes).hasValue(2);
    assertThat(noteOf(viewer, A)).isEqualTo("last");
  }

  private static void started(LeaseStore store, ViewerId viewer, StreamId id) {
    await(store.start(viewer, play(id), limit(3), id.startedAt()));
  }
}
