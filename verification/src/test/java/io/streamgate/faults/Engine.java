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

/** The engine behind the proxy, called over keep-alive connections. Used on event loops only. */
final class Engine {

  private static final int MAX_CONNECTIONS = 256;

  /** Shorter than any engine's, so that no request goes out on a connection about to be closed. */
  private static final int KEEP_ALIVE_SECONDS = 2;

  /** Headers of the connection, not of the message. */
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

  /** A client's request, which can be sent several times. */
  record Call(HttpMethod method, String path, MultiMap headers, Buffer body) {}

  /** Sends the request once, without retries. If this fails, the request may have been applied. */
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

  /** The headers to forward with a message. */
  static MultiMap ofTheMessage(MultiMap headers) {
    var kept = MultiMap.caseInsensitiveMultiMap().addAll(headers);
    OF_THE_CONNECTION.forEach(kept::remove);
    return kept;
  }
}
