package io.streamgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.streamgate.config.Config.Store;
import io.streamgate.store.dynamodb.item.ViewerItem;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings that select the dynamodb store, and the rules that apply to it. */
final class ConfigTableTest {

  private static final Path NO_FILE = Path.of("there-is-no-such-file");

  private static List<String> mistakes(Map<String, String> environment) {
    var thrown = catchThrowableOfType(InvalidConfig.class, () -> Config.read(environment, NO_FILE));
    return thrown == null ? List.of() : thrown.mistakes();
  }

  private static List<String> mistakesWithATable(String... namesAndValues) {
    var environment = new HashMap<>(Map.of("DYNAMO_TABLE_NAME", "streams"));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      environment.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return mistakes(environment);
  }

  private static Store store(Map<String, String> environment) throws InvalidConfig {
    return Config.read(environment, NO_FILE).storage().store();
  }

  @Test
  void aTableAloneAsksForTheStoreThatUsesIt() throws Exception {
    assertThat(store(Map.of("DYNAMO_TABLE_NAME", "streams"))).isEqualTo(Store.DYNAMODB);
  }

  @ParameterizedTest
  @CsvSource({"memory, MEMORY", "sqlite, SQLITE", "dynamodb, DYNAMODB"})
  void aStoreSetBesideATableWins(String text, Store store) throws Exception {
    assertThat(store(Map.of("DYNAMO_TABLE_NAME", "streams", "STREAMGATE_STORE", text)))
        .isEqualTo(store);
  }

  @Test
  void theStoreDynamodbWithoutATableIsToldToSetOne() {
    assertThat(mistakes(Map.of("STREAMGATE_STORE", "dynamodb")))
        .containsExactly("STREAMGATE_STORE: 'dynamodb' needs a table; set DYNAMO_TABLE_NAME");
  }

  @Test
  void aTablesNameIsAsLongAsAwsAllows() {
    assertThat(mistakes(Map.of("DYNAMO_TABLE_NAME", "abc"))).isEmpty();
    assertThat(mistakes(Map.of("DYNAMO_TABLE_NAME", "x".repeat(255)))).isEmpty();
    assertThat(mistakes(Map.of("DYNAMO_TABLE_NAME", "x".repeat(256))))
        .containsExactly(
            "DYNAMO_TABLE_NAME: cannot read '%s...';".formatted("x".repeat(200))
                + " use 3 to 255 of the characters a-z A-Z 0-9 _ . -");
  }

  @Test
  void unlimitedIsAHundredOnATable() throws Exception {
    var table = Map.of("DYNAMO_TABLE_NAME", "streams", "STREAMGATE_LIMIT", "unlimited");

    assertThat(Config.read(table, NO_FILE).streams().limit().bound()).isEqualTo(100);
  }

  @Test
  void aLimitThatOnlyOtherStoresTakeNamesTheBoundAndTheReason() {
    assertThat(mistakesWithATable("STREAMGATE_LIMIT", "100")).isEmpty();
    assertThat(mistakesWithATable("STREAMGATE_LIMIT", "unlimited")).isEmpty();
    assertThat(mistakesWithATable("STREAMGATE_LIMIT", "300"))
        .containsExactly(
            "STREAMGATE_LIMIT: cannot use '300' with the store dynamodb, where every call pays for"
                + " all streams of its viewer, which are one item; use 0 to 100, or unlimited");
    assertThat(mistakesWithATable("STREAMGATE_LIMIT", "1001"))
        .containsExactly(
            "STREAMGATE_LIMIT: cannot read '1001' as a limit; use 0 to 100, or unlimited");
    assertThat(mistakesWithATable("STREAMGATE_STORE", "sqlite", "STREAMGATE_LIMIT", "300"))
        .isEmpty();
    assertThat(TableReader.MAX_LIMIT).isEqualTo(ViewerItem.MAX_MEMBERS);
  }

  @Test
  void theTableIsNotCreatedInProd() {
    assertThat(
            mistakesWithATable("STREAMGATE_CREATE_TABLE", "true", "STREAMGATE_ENVIRONMENT", "prod"))
        .containsExactly(
            "STREAMGATE_CREATE_TABLE, STREAMGATE_ENVIRONMENT: Terraform creates the table in prod;"
                + " set STREAMGATE_CREATE_TABLE to false");
    assertThat(mistakesWithATable("STREAMGATE_CREATE_TABLE", "true")).isEmpty();
    assertThat(mistakesWithATable("STREAMGATE_ENVIRONMENT", "prod")).isEmpty();
  }

  @Test
  void aCallTakesAtLeastAsLongAsItsAttempt() {
    assertThat(mistakesWithATable("STREAMGATE_DYNAMODB_CALL_TIMEOUT", "PT0.399S"))
        .containsExactly(
            "STREAMGATE_DYNAMODB_CALL_TIMEOUT, STREAMGATE_DYNAMODB_ATTEMPT_TIMEOUT: a call of"
                + " PT0.399S is shorter than its attempt of PT0.4S; use a call of PT0.4S or more");
    assertThat(mistakesWithATable("STREAMGATE_DYNAMODB_CALL_TIMEOUT", "PT0.4S")).isEmpty();
  }

  @Test
  void aGraceOutlastsTheDifferenceOfTwoNodesClocks() {
    assertThat(mistakesWithATable("STREAMGATE_LEAVE_GRACE", "PT12.999S"))
        .containsExactly(
            "STREAMGATE_LEAVE_GRACE: PT12.999S is too short for the dynamodb store, whose nodes'"
                + " clocks may differ; use PT13S or more");
    assertThat(mistakesWithATable("STREAMGATE_LEAVE_GRACE", "PT13S")).isEmpty();
    assertThat(mistakes(Map.of("STREAMGATE_LEAVE_GRACE", "PT1S"))).isEmpty();
  }

  @Test
  void aCallIsOverBeforeItsRequest() {
    assertThat(mistakesWithATable("STREAMGATE_REQUEST_TIMEOUT", "PT2S"))
        .containsExactly(
            "STREAMGATE_DYNAMODB_CALL_TIMEOUT, STREAMGATE_REQUEST_TIMEOUT: a call of PT2S is not"
                + " shorter than its request of PT2S; use a shorter call or a longer request");
    assertThat(mistakesWithATable("STREAMGATE_REQUEST_TIMEOUT", "PT2.001S")).isEmpty();
  }

  @Test
  void aTimeoutThatCannotBeReadIsNotComparedToAnother() {
    assertThat(
            mistakesWithATable(
                "STREAMGATE_DYNAMODB_CALL_TIMEOUT", "long", "STREAMGATE_REQUEST_TIMEOUT", "PT1S"))
        .hasSize(1);
    assertThat(
            mistakesWithATable(
                "STREAMGATE_DYNAMODB_CALL_TIMEOUT",
                "PT0.1S",
                "STREAMGATE_DYNAMODB_ATTEMPT_TIMEOUT",
                "long"))
        .hasSize(1);
  }

  /** Without a table, a timeout of table calls must not be an error. */
  @Test
  void theRulesOfATableDoNotHoldForAnotherStore() {
    assertThat(
            mistakesWithATable(
                "STREAMGATE_STORE", "memory",
                "STREAMGATE_CREATE_TABLE", "true",
                "STREAMGATE_ENVIRONMENT", "prod",
                "STREAMGATE_DYNAMODB_ATTEMPT_TIMEOUT", "PT3S",
                "STREAMGATE_REQUEST_TIMEOUT", "PT1S"))
        .isEmpty();
  }

  @Test
  void everyMistakeAboutTheTableIsReportedAtOnce() {
    assertThat(
            mistakesWithATable(
                "STREAMGATE_CREATE_TABLE", "true",
                "STREAMGATE_ENVIRONMENT", "prod",
                "STREAMGATE_RENEW", "never",
                "AWS_REGION", "Frankfurt am Main",
                "AWS_ENDPOINT_URL", "localhost",
                "STREAMGATE_DYNAMODB_ATTEMPT_TIMEOUT", "PT3S",
                "STREAMGATE_REQUEST_TIMEOUT", "PT1S"))
        .hasSize(6);
  }
}
