package io.streamgate.bench.http.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.streamgate.bench.http.script.Viewers;
import io.streamgate.bench.http.server.Machine;
import io.streamgate.bench.load.Answer;
import io.streamgate.bench.load.Driver;
import io.streamgate.bench.load.Pace;
import io.streamgate.bench.load.Script;
import io.streamgate.bench.load.UnexpectedAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.IntStream;

/**
 * Floods a server with starts by access tokens whose signature is wrong. Each names another
 * address. Runs in its own process until standard input has data:
 *
 * <pre>
 * java -cp bench/target/bench.jar io.streamgate.bench.http.identity.TokenFlood port starts/s token
 * </pre>
 *
 * <p>{@code token} has the signature to use. A start that is accepted fails the flood.
 */
final class TokenFlood {

  /** Enough for the rate if each response takes 100 ms, which is how long a token may wait. */
  private static final int CONNECTIONS = 600;

  private final String token;
  private long invalid;
  private long unavailable;

  private TokenFlood(String token) {
    this.token = token;
  }

  /** See the class. Prints a line once it is flooding, and at the end the 401s and the 503s. */
  public static void main(String[] arguments) throws IOException {
    Machine.pinClient();
    var flood = new TokenFlood(arguments[2]);
    var perSecond = Double.parseDouble(arguments[1]);
    var scripts = IntStream.range(0, CONNECTIONS).mapToObj(_ -> flood.script()).toList();
    try (var driver = new Driver(Integer.parseInt(arguments[0]), scripts, Driver.Waiting.NAPPING)) {
      System.out.println("flooding");
      var began = System.nanoTime();
      while (System.in.available() == 0) {
        driver.run(new Pace.Steady(perSecond, Duration.ofSeconds(1)));
      }
      var seconds = (System.nanoTime() - began) / 1e9;
      System.out.printf("%d %d %.1f%n", flood.invalid, flood.unavailable, seconds);
    }
  }

  private Script script() {
    return new Script() {
      @Override
      public byte[] next() {
        var viewer = Viewers.fresh();
        return ("POST /api/v1/stream HTTP/1.1\r\nhost: localhost\r\nx-forwarded-for: "
                + viewer
                + "\r\nauthorization: Bearer "
                + AccessTokens.wronglySigned(token, viewer)
                + "\r\n\r\n")
            .getBytes(US_ASCII);
      }

      @Override
      public void answered(Answer answer) {
        switch (answer.status()) {
          case 401 -> invalid++;
          case 503 -> unavailable++;
          default -> throw new UnexpectedAnswer("status 401 or 503", answer);
        }
      }
    };
  }
}
