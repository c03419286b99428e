package io.streamgate.http.backend;

import io.streamgate.RunningStreamgate;
import io.streamgate.http.ApiFixture;
import io.streamgate.http.Client;
import io.streamgate.http.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Servers that know one back end, and a new account for each test. */
abstract class BackEndFixture extends ApiFixture {

  private static final String SHA_256_OF_FIRST_KEY =
      "9e24b55356ef2a121ab5fd1a3ee8a3c9191e837f3853e399a369e9044ff183f7";
  private static final AtomicInteger ACCOUNTS = new AtomicInteger();

  final String account = "account-" + ACCOUNTS.incrementAndGet();

  final RunningStreamgate server(String... settings) {
    var all = new ArrayList<>(List.of(settings));
    all.add("STREAMGATE_BACKEND_KEYS=playback:" + SHA_256_OF_FIRST_KEY);
    return serve(all.toArray(String[]::new));
  }

  /** A client without identifying headers. */
  final Client nobody(String... settings) {
    return Client.of(server(settings).port());
  }

  /** The back end, which speaks for this test's account. */
  final Client backEnd(String... settings) {
    return nobody(settings)
        .with("x-streamgate-key", "first-key")
        .with("x-streamgate-viewer", account);
  }

  /** The status and the name of the problem. */
  static String problem(Reply reply) {
    return reply.status() + " " + reply.text("/type").replaceFirst(".*/", "");
  }
}
