import io.quarkus.bootstrap.runner.QuarkusEntryPoint;
import java.io.IOException;

/**
 * Runs Keycloak, which exits when its standard input is closed, so that it does not outlive the
 * tests that started it, even if they are killed.
 */
final class KeycloakServer {

  private KeycloakServer() {}

  /** The arguments are those of Keycloak's own command line. */
  public static void main(String[] arguments) throws Throwable {
    Thread.ofPlatform().daemon().start(KeycloakServer::exitAtTheEndOfInput);
    QuarkusEntryPoint.main(arguments);
  }

  private static void exitAtTheEndOfInput() {
    try {
      while (System.in.read() >= 0) {
        // the input is ignored
      }
    } catch (IOException e) {
      // whoever could close the input is gone
    }
    System.exit(0);
  }
}
