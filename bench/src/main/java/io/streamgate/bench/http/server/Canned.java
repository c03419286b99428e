package io.streamgate.bench.http.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.streamgate.bench.http.script.Requests;
import io.streamgate.bench.http.script.Viewers;
import io.streamgate.bench.load.Answer;
import io.streamgate.bench.load.Driver;
import io.streamgate.bench.load.Pace;
import io.streamgate.bench.load.Script;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A recorded response of Streamgate, to be replayed. */
record Canned(int status, List<Header> headers, Buffer body) {

  record Header(CharSequence name, CharSequence value) {}

  /** The kind of request. */
  enum Kind {
    STARTED,
    REFUSED,
    RENEWED,
    AMENDED,
    LISTED,
    ENDED;

    private Path in(Path folder) {
      return folder.resolve(name().toLowerCase(Locale.ROOT) + ".http");
    }
  }

  /** Sends one request of each kind to the server and saves the responses in the folder. */
  static void record(int port, Path folder) throws IOException {
    var viewer = Viewers.fresh();
    var started = exchange(port, Requests.start(viewer));
    var stream = started.replaceFirst("(?s).*\"stream_id\":\"([^\"]*).*", "$1");
    save(folder, Kind.STARTED, started);
    save(folder, Kind.RENEWED, exchange(port, Requests.heartbeat(viewer, stream)));
    save(folder, Kind.AMENDED, exchange(port, Requests.amend(viewer, stream)));
    save(folder, Kind.LISTED, exchange(port, Requests.list(viewer)));
    save(folder, Kind.ENDED, exchange(port, Requests.end(viewer, stream)));
    var full = Viewers.full();
    for (var i = 0; i < 3; i++) {
      exchange(port, Requests.start(full));
    }
    save(folder, Kind.REFUSED, exchange(port, Requests.start(full)));
  }

  private static void save(Path folder, Kind kind, String answer) throws IOException {
    Files.writeString(kind.in(folder), answer, ISO_8859_1);
  }

  private static String exchange(int port, byte[] request) {
    var script = new Once(request);
    try (var driver = new Driver(port, List.of(script), Driver.Waiting.NAPPING)) {
      driver.run(new Pace.Counted(1));
    }
    return script.answer;
  }

  private static final class Once implements Script {

    private final byte[] request;
    private String answer = "";

    Once(byte[] request) {
      this.request = request;
    }

    @Override
    public byte[] next() {
      return request;
    }

    @Override
    public void answered(Answer answer) {
      this.answer = answer.text();
    }
  }

  static Canned read(Path folder, Kind kind) throws IOException {
    var parts = Files.readString(kind.in(folder), ISO_8859_1).split("\r\n\r\n", 2);
    var lines = List.of(parts[0].split("\r\n", -1));
    var headers = lines.stream().skip(1).map(Canned::header).toList();
    var status = Integer.parseInt(lines.getFirst().split(" ", -1)[1]);
    return new Canned(status, headers, Buffer.buffer(parts[1].getBytes(ISO_8859_1)));
  }

  private static Header header(String line) {
    var parts = line.split(": ", 2);
    return new Header(HttpHeaders.createOptimized(parts[0]), HttpHeaders.createOptimized(parts[1]));
  }

  void send(HttpServerResponse response) {
    response.setStatusCode(status);
    for (var header : headers) {
      response.headers().add(header.name(), header.value());
    }
    response.end(body);
  }
}
