package io.streamgate.store.dynamodb.fault;

import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.store.dynamodb.node.Answers.await;
import static io.streamgate.store.dynamodb.node.Answers.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.engines.DynamoEngine;
import io.streamgate.faults.Fault;
import io.streamgate.faults.FaultProxy;
import io.streamgate.faults.Faults;
import io.streamgate.store.dynamodb.DynamoDbLeaseStore;
import io.streamgate.store.dynamodb.node.Node;
import io.streamgate.store.dynamodb.node.Site;
import io.streamgate.store.dynamodb.table.Connection;
import io.streamgate.store.dynamodb.table.Observer;
import io.streamgate.store.dynamodb.table.Table;
import io.streamgate.store.dynamodb.table.TableUnusable;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;

/**
 * The client as in production. The SDK would wait for up to a second before it retries a throttled
 * call, and for two before the next retry. The call once timed out before its attempts were used
 * up, and the log said that the table did not answer.
 */
@Tag("engine")
final class ThrottledConnectionTest {

  private static final Map<String, String> CREDENTIALS =
      Map.of("aws.accessKeyId", "local", "aws.secretAccessKey", "local");

  private final Site site = Site.fresh(DynamoEngine.dynalite());
  private final FaultProxy proxy = new FaultProxy(site.endpoint());

  @BeforeEach
  void setCredentials() {
    CREDENTIALS.forEach(System::setProperty);
  }

  @AfterEach
  void close() {
    CREDENTIALS.keySet().forEach(System::clearProperty);
    proxy.close();
  }

  @RepeatedTest(3)
  void aTableThatThrottlesIsAskedFourTimesAndNamedSo() throws TableUnusable {
    try (var store = store()) {
      await(store.read(freshViewer()));
      proxy.script(Faults.all(Fault.Plain.THROTTLE));

      var failure = failure(store.read(freshViewer()));

      assertThat(failure).hasMessageEndingWith("throttles requests");
      assertThat(proxy.dealt(Fault.Plain.THROTTLE)).isEqualTo(4);
    }
  }

  private DynamoDbLeaseStore store() throws TableUnusable {
    var inFlight = 8;
    var observer = new Observer(Clock.systemUTC(), System::nanoTime, Duration.ofSeconds(15));
    var client =
        new Connection(Duration.ofSeconds(1), Duration.ofSeconds(2), inFlight, observer)
            .inRegion("eu-west-1")
            .at(proxy.uri())
            .open();
    return new DynamoDbLeaseStore(
        new Table(client, site.table(), inFlight, observer), Node.RETENTION);
  }
}
