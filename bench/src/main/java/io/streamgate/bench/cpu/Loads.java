package io.streamgate.bench.cpu;

import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.TOTAL;

import io.streamgate.store.LeaseStore;
import io.streamgate.store.dynamodb.DynamoDbLeaseStore;
import io.streamgate.store.dynamodb.item.RowKeys;
import io.streamgate.store.dynamodb.table.Observer;
import io.streamgate.store.dynamodb.table.Table;
import io.streamgate.store.shared.PastHalf;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** What is measured: the store's operations, and the same calls by the SDK's client alone. */
final class Loads {

  private static final String TABLE = "streamgate";
  private static final int IN_FLIGHT = 1000;

  private Loads() {}

  /**
   * All of them.
   *
   * @param running where a stream runs
   * @param ended where it has just ended
   */
  static List<Load> at(URI running, URI ended) {
    var loads = new ArrayList<Load>();
    loads.add(of("start", store(Client.AS_SERVED, running), Loads::start));
    loads.add(of("heartbeat, written", store(Client.AS_SERVED, running), Loads::heartbeat));
    loads.add(
        of(
            "heartbeat, confirmed by a read",
            new PastHalf(store(Client.AS_SERVED, running), Scene.INTERVAL),
            Loads::heartbeat));
    loads.add(of("end, without its history", store(Client.AS_SERVED, ended), Loads::end));
    loads.add(
        of(
            "heartbeat, " + Client.COMPLETED_IN_PLACE,
            store(Client.COMPLETED_IN_PLACE, running),
            Loads::heartbeat));
    for (var client : Client.values()) {
      loads.add(update(client, running));
    }
    loads.add(read(running));
    return loads;
  }

  private static CompletionStage<?> start(LeaseStore store) {
    return store.start(Scene.anyViewer(), Scene.START, Scene.RULES, Scene.NOW);
  }

  private static CompletionStage<?> heartbeat(LeaseStore store) {
    return store.renew(Scene.anyViewer(), Scene.START.id(), Scene.HEARTBEAT, Scene.NOW);
  }

  private static CompletionStage<?> end(LeaseStore store) {
    return store.end(Scene.anyViewer(), Scene.START.id(), Scene.NOW);
  }

  private static Load of(
      String name, LeaseStore store, Function<LeaseStore, CompletionStage<?>> operation) {
    return new Load("store: " + name, () -> operation.apply(store), store::close);
  }

  private static DynamoDbLeaseStore store(Client kind, URI endpoint) {
    var observer = new Observer(Clock.systemUTC());
    var client = kind.at(endpoint, observer);
    return new DynamoDbLeaseStore(new Table(client, TABLE, IN_FLIGHT, observer), Scene.RETENTION);
  }

  /** The call that a written heartbeat makes. */
  private static Load update(Client kind, URI endpoint) {
    var client = kind.at(endpoint, new Observer(Clock.systemUTC()));
    var change = Scene.renewal();
    var request =
        UpdateItemRequest.builder()
            .tableName(TABLE)
            .key(RowKeys.live(Scene.VIEWER))
            .updateExpression(change.update())
            .conditionExpression(change.condition())
            .expressionAttributeNames(change.names())
            .expressionAttributeValues(change.values())
            .returnValues(ReturnValue.ALL_NEW)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .returnConsumedCapacity(TOTAL)
            .build();
    return new Load("SDK: UpdateItem, " + kind, () -> client.updateItem(request), client::close);
  }

  /** The call that a confirmed heartbeat makes. */
  private static Load read(URI endpoint) {
    var client = Client.AS_SERVED.at(endpoint, new Observer(Clock.systemUTC()));
    var request =
        GetItemRequest.builder()
            .tableName(TABLE)
            .key(RowKeys.live(Scene.VIEWER))
            .returnConsumedCapacity(TOTAL)
            .build();
    return new Load("SDK: GetItem, as served", () -> client.getItem(request), client::close);
  }
}
