package io.streamgate.bench.http.server;

import io.streamgate.bench.http.script.Viewers;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A Vert.x handler that reads and parses the same bodies as Streamgate and writes the same bytes,
 * without making any decision. Its throughput is the upper bound for an HTTP service in this
 * language. All responses name the same stream.
 *
 * <pre>java -cp bench/target/bench.jar io.streamgate.bench.http.server.Bare port folder</pre>
 *
 * <p>The folder holds the {@link Canned} responses. One event loop per core.
 */
final class Bare {

  private static final JsonFactory JSON = new JsonFactory();

  private final Canned started;
  private final Canned refused;
  private final Canned renewed;
  private final Canned amended;
  private final Canned ended;
  private final Canned listed;

  private Bare(Path folder) throws IOException {
    started = Canned.read(folder, Canned.Kind.STARTED);
    refused = Canned.read(folder, Canned.Kind.REFUSED);
    renewed = Canned.read(folder, Canned.Kind.RENEWED);
    amended = Canned.read(folder, Canned.Kind.AMENDED);
    ended = Canned.read(folder, Canned.Kind.ENDED);
    listed = Canned.read(folder, Canned.Kind.LISTED);
  }

  /** See the class. */
  public static void main(String[] arguments) throws IOException {
    var port = Integer.parseInt(arguments[0]);
    var bare = new Bare(Path.of(arguments[1]));
    var loops = Runtime.getRuntime().availableProcessors();
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(loops));
    Supplier<VerticleBase> loop = () -> bare.new Loop(port);
    vertx.deployVerticle(loop, new DeploymentOptions().setInstances(loops)).await();
  }

  private final class Loop extends VerticleBase {

    private final int port;

    Loop(int port) {
      this.port = port;
    }

    @Override
    public Future<?> start() {
      return vertx
          .createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
          .requestHandler(Bare.this::handle)
          .listen(port, "127.0.0.1");
    }
  }

  private void handle(HttpServerRequest request) {
    request.body().onSuccess(body -> answer(request, body));
  }

  private void answer(HttpServerRequest request, Buffer body) {
    parse(body);
    answerTo(request).send(request.response());
  }

  private Canned answerTo(HttpServerRequest request) {
    var method = request.method();
    if (method.equals(HttpMethod.GET)) {
      return listed;
    } else if (method.equals(HttpMethod.DELETE)) {
      return ended;
    } else if (method.equals(HttpMethod.PATCH)) {
      return amended;
    } else if (request.path().endsWith("/heartbeat")) {
      return renewed;
    }
    var viewer = request.getHeader("x-forwarded-for");
    return viewer != null && viewer.startsWith(Viewers.FULL) ? refused : started;
  }

  private static void parse(Buffer body) {
    if (body.length() == 0) {
      return;
    }
    var bytes = body.getBytes();
    try (var parser = JSON.createParser(ObjectReadContext.empty(), bytes)) {
      for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isScalarValue()) {
          var _ = parser.getString();
        }
      }
    }
  }
}
