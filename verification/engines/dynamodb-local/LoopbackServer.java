import java.io.IOException;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * Runs DynamoDB Local in memory on a loopback port; its own command line binds all addresses.
 * Prints the port, and exits when its standard input is closed, so that it does not outlive the
 * tests that started it, even if they are killed. {@code safeStart} sends no telemetry.
 */
final class LoopbackServer {

  private LoopbackServer() {}

  /** The argument is the port. Without an argument, or with 0, the server uses a free port. */
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
      // the input is ignored
    }
  }
}
