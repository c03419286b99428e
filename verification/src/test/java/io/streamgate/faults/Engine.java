package io.streamgate.faults;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.List;

/** The engine behind the proxy, asked over connections that are kept. Event loops only. */
final class Engine {

  private static final int MAX_CONNECTIONS = 256;

  /** Shorter than any engine keeps one: one that it is about to close must not be asked on. */
  private static final int KEEP_ALIVE_SECONDS = 2;

  /** What holds for one connection and not for the message. */
  private static final List<CharSequence> OF_THE_CONNECTION =
      List.of(
          HttpHeaders.CONNECTION,
          HttpHeaders.KEEP_ALIVE,
          HttpHeaders.TRANSFER_ENCODING,
          HttpHeaders.CONTENT_LENGTH,
          HttpHeaders.EXPECT);

  private final HttpClient client;

  Engine(Vertx vertx, URI address) {
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setDefaultHost(address.getHost())
                .setDefaultPort(address.getPort())
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS),
            new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS));
  }

  /** One request as a client made it, to be sent any number of times. */
  record Call(HttpMethod method, String path, MultiMap headers, Buffer body) {}

  /** Sends it once, never again; fails where no answer came, and then it may have been applied. */
  Future<Answer> ask(Call call) {
    return client
        .request(new RequestOptions().setMethod(call.method()).setURI(call.path()))
        .compose(request -> send(request, call))
        .compose(
            response ->
                response
                    .body()
                    .map(
                        body ->
                            new Answer(
                                response.statusCode(), ofTheMessage(response.headers()), body)));
  }

  private static Future<HttpClientResponse> send(HttpClientRequest request, Call call) {
    request.headers().setAll(call.headers());
    return request.send(call.body());
  }

  /** The headers that go with a message from one connection to another. */
  static MultiMap ofTheMessage(MultiMap headers) {
    var kept = MultiMap.caseInsensitiveMultiMap().addAll(headers);
    OF_THE_CONNECTION.forEach(kept::remove);
    return kept;
  }
}
