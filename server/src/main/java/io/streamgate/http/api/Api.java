package io.streamgate.http.api;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.PATCH;
import static io.vertx.core.http.HttpMethod.POST;

import io.streamgate.http.exchange.Route;
import io.streamgate.identity.Networks;
import io.streamgate.identity.token.StreamTokens;
import io.streamgate.limiter.Limiter;
import java.util.List;

/** The routes of the API. */
public final class Api {

  private static final String STREAMS = "/api/v1/streams";
  private static final String STREAM = STREAMS + "/{id}";

  /** The path variable that holds a {@link StreamName}. */
  static final String ID = "id";

  private Api() {}

  /** The routes for players, whose networks rules may look at. */
  public static List<Route> routes(Limiter limiter, StreamTokens tokens, Networks networks) {
    var end = new EndStream(limiter);
    var inHeader = new StreamOfPath(false);
    var inBody = new StreamOfPath(true);
    return List.of(
        Route.viewers(POST, "/api/v1/stream", new StartStream(limiter, tokens, networks)),
        Route.viewers(GET, STREAMS, new ListStreams(limiter)),
        Route.viewers(GET, STREAM, new ShowStream(limiter), inHeader),
        Route.viewers(PATCH, STREAM, new AmendStream(limiter), inHeader).with(Route.Body.PATCH),
        Route.viewers(DELETE, STREAM, end, inHeader),
        Route.viewers(POST, STREAM + "/heartbeat", new Heartbeats(limiter, tokens), inBody)
            .with(Route.Body.BEACON),
        Route.viewers(POST, STREAM + "/leave", new Leaves(limiter), inBody).with(Route.Body.BEACON),
        // navigator.sendBeacon sets the content type itself
        Route.viewers(POST, STREAM + "/end", end, inBody).with(Route.Body.IGNORED));
  }

  /** The path of a stream. */
  static String pathOf(StreamName name) {
    return STREAMS + "/" + name;
  }
}
