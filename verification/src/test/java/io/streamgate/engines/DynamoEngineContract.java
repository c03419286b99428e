package io.streamgate.engines;

import static io.streamgate.engines.Expressions.lease;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.BillingMode.PAY_PER_REQUEST;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** The behaviour that Streamgate requires of any DynamoDB. Each test uses its own item. */
abstract class DynamoEngineContract {

  private static final String ABSENT = "attribute_not_exists(#L)";

  private final AnswerDates dates = new AnswerDates();
  private final Map<String, AttributeValue> key =
      Map.of("pk", AttributeValue.fromS("u#" + UUID.randomUUID()), "sk", AttributeValue.fromS("L"));

  private final DynamoDbAsyncClient client;
  private final String table;

  /** In the constructor: a test without its engine is skipped, and there is nothing to close. */
  DynamoEngineContract(DynamoEngine engine) {
    table = engine.freshTableThatForgets();
    client = engine.client(dates);
  }

  @AfterEach
  final void close() {
    client.close();
  }

  @Test
  void updateMakesAnItemAndSaysWhatItConsumed() {
    var answer = update("SET #L = :lease");

    assertThat(answer.consumedCapacity().capacityUnits()).isEqualTo(1.0);
    assertThat(item()).containsEntry("L.one", lease(1000));
  }

  @Test
  void updateWhoseConditionFailsChangesNothing() {
    update("SET #L = :lease");

    refused("SET #L = :later ADD v :one", ABSENT);

    assertThat(item()).containsEntry("L.one", lease(1000)).doesNotContainKey("v");
  }

  @Test
  void partsOfAMapAreCompared() {
    update("SET #L = :lease");

    assertThat(holds("#L.s = :zero AND #L.x > :three AND attribute_not_exists(#L.p)")).isTrue();
    assertThat(holds("#L.s = :one")).isFalse();
    assertThat(holds("#L.x > :thousand")).isFalse();
  }

  @Test
  void bytesAreCompared() {
    update("SET #L = :lease");

    assertThat(holds("#L.b = :bytes")).isTrue();
    assertThat(holds("#L.b = :fewer")).isFalse();
  }

  @Test
  void mapWithADotInItsNameIsCopiedByTheServer() {
    update("SET #L = :lease");

    update("SET #E = #L REMOVE #L");

    assertThat(item()).containsEntry("E.one", lease(1000)).doesNotContainKey("L.one");
  }

  @Test
  void membersOfASetAreCounted() {
    update("ADD ids :both");

    assertThat(holds("size(ids) < :three")).isTrue();
    assertThat(holds("size(ids) < :two")).isFalse();
  }

  @Test
  void setThatIsMissingContainsNothingAndHasNoSize() {
    update("SET #L = :lease");

    assertThat(holds("NOT contains(devs, :device)")).isTrue();
    assertThat(holds("size(ids) < :three")).isFalse();
    assertThat(holds("attribute_not_exists(ids) OR size(ids) < :three")).isTrue();
  }

  @Test
  void setContainsWhatWasAdded() {
    update("ADD devs :devices");

    assertThat(holds("NOT contains(devs, :device)")).isFalse();
    assertThat(holds("NOT contains(devs, :other)")).isTrue();
  }

  @Test
  void oneClauseTakesFromTwoSetsAndAnEmptiedSetIsGone() {
    update("ADD ids :both, devs :devices");

    update("DELETE ids :first, devs :devices");

    assertThat(item()).containsEntry("ids", AttributeValue.fromSs(List.of("two")));
    assertThat(item()).doesNotContainKey("devs");
  }

  @Test
  void everyAnswerIsDatedAndSoIsARefusal() {
    update("SET #L = :lease");
    refused("SET #L = :later", ABSENT);

    assertThat(dates.seen()).hasSize(2).allMatch(date -> date.endsWith(" GMT"));
  }

  @Test
  void tableIsPaidPerRequest() {
    var answer = client.describeTable(request -> request.tableName(table)).join();

    assertThat(answer.table().billingModeSummary().billingMode()).isEqualTo(PAY_PER_REQUEST);
  }

  /** The failure of a conditional update on an item that has the map {@code L.one}. */
  final ConditionalCheckFailedException refusal() {
    update("SET #L = :lease");
    return refused("SET #L = :later", ABSENT);
  }

  final TimeToLiveDescription timeToLive() {
    return client
        .describeTimeToLive(request -> request.tableName(table))
        .join()
        .timeToLiveDescription();
  }

  final UpdateItemResponse update(String expression) {
    return client
        .updateItem(Expressions.update(expression).tableName(table).key(key).build())
        .join();
  }

  private ConditionalCheckFailedException refused(String expression, String condition) {
    return refusalOf(expression, condition).orElseThrow();
  }

  /** Whether an update with that condition is applied. */
  final boolean holds(String condition) {
    return refusalOf("ADD v :one", condition).isEmpty();
  }

  private Optional<ConditionalCheckFailedException> refusalOf(String expression, String condition) {
    try {
      var update = Expressions.update(expression, condition).tableName(table).key(key).build();
      client.updateItem(update).join();
      return Optional.empty();
    } catch (CompletionException e) {
      if (e.getCause() instanceof ConditionalCheckFailedException refusal) {
        return Optional.of(refusal);
      }
      throw e;
    }
  }

  private Map<String, AttributeValue> item() {
    return client
        .getItem(request -> request.tableName(table).key(key).consistentRead(true))
        .join()
        .item();
  }
}
