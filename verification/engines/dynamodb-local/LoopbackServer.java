import java.io.IOException;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB Local in memory, on a port of this machine; its own command line binds every address. It
 * prints the port, and ends when its standard input does: so it does not outlive the tests that
 * started it, however they end. {@code safeStart} sends no telemetry.
 */
final class LoopbackServer {

  private LoopbackServer() {}

  /** The argument is the port; without one, or with 0, a free one is taken. */
  public static void main(String[] arguments) throws Exception {
    var port = arguments.length == 0 ? 0 : Integer.parseInt(arguments[0]);
    var handler =
        new LocalDynamoDBServerHandler(
            new LocalDynamoDBRequestHandler(0, true, null, true, false), null);
    var server = new DynamoDBProxyServer(port, handler);
    var connector = (ServerConnector) handler.getServer().getConnectors()[0];
    connector.setHost("127.0.0.1");
    server.safeStart();
    System.out.println("port " + connector.getLocalPort());
    awaitEndOfInput();
    System.exit(0);
  }

  private static void awaitEndOfInput() throws IOException {
    while (System.in.read() >= 0) {
      // nothing is said to it
    }
  }
}
