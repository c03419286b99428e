package io.streamgate.store.dynamodb.race;

import io.streamgate.engines.EngineProcess;
import io.streamgate.faults.Fault;
import io.streamgate.faults.FaultProxy;
import io.streamgate.given.Given;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.store.HistoryPage;
import io.streamgate.store.dynamodb.node.Answers;
import io.streamgate.store.dynamodb.node.Node;
import io.streamgate.store.dynamodb.node.Site;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Two nodes on a table, with faults in between, and a third node that observes the state. */
final class Scene implements AutoCloseable {

  private static final double LATER = 100;

  private final Weather weather;
  private final FaultProxy proxy;
  private final Node one;
  private final Node two;
  private final Node witness;

  /** A scene whose nodes' clients have those interceptors. */
  Scene(EngineProcess engine, Weather weather, long seed, ExecutionInterceptor... interceptors) {
    this.weather = weather;
    var site = Site.fresh(engine);
    witness = site.node();
    proxy = new FaultProxy(site.endpoint());
    proxy.script(weather.faults(seed));
    one = site.behind(proxy).node(interceptors);
    two = site.behind(proxy).node(interceptors);
  }

  Weather weather() {
    return weather;
  }

  /** Players that call one of the two nodes. */
  Players players() {
    return new Players(List.of(one.store(), two.store()), weather::secondsAhead);
  }

  /** Players with a node each, so that no start waits for another. */
  Players playersOfAsManyNodes(int count) {
    var nodes =
        IntStream.range(0, count)
            .mapToObj(number -> (number % 2 == 0 ? one : two).anotherStore())
            .toList();
    return new Players(nodes, weather::secondsAhead);
  }

  /** The state of a viewer's streams, and the answers about them. */
  Audit audit(ViewerId viewer, int limit, List<Told> told) {
    var members = Answers.await(witness.store().read(viewer)).members();
    var history =
        Answers.await(
            witness
                .store()
                .history(viewer, HistoryPage.newest(HistoryPage.MAX_SIZE), Given.second(LATER)));
    return new Audit(limit, told, members, history, witness.item(viewer));
  }

  /** How many of the table's answers were lost. */
  long lost() {
    return proxy.dealt(Fault.Plain.DROP_ANSWER);
  }

  @Override
  public void close() {
    one.close();
    two.close();
    witness.close();
    proxy.close();
  }
}
