package io.streamgate.engines.keycloak;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A realm of a Keycloak: its users, clients and keys.
 *
 * <p>{@code tv} has a viewer, Ada, and three clients: {@code player}, whose access tokens live for
 * 5 minutes; {@code brief}, whose access tokens live for 5 s; and {@code no-basic}, which lacks the
 * scope {@code basic}.
 *
 * @param server the address of the Keycloak
 */
public record Realm(URI server, String name) {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** The issuer of its tokens. */
  public URI issuer() {
    return server.resolve("/realms/" + name);
  }

  /** The address of its key set, a JWKS. */
  public URI keys() {
    return openIdConnect("certs");
  }

  /** A new access token of Ada, as that client receives it. */
  public String token(String client) {
    return token(client, "ada", "ada's password");
  }

  /** Signs tokens with a new RS256 key from now on. The last key stays in the key set. */
  public void rotateKeys() {
    var priority = Long.toString(System.currentTimeMillis());
    var provider =
        Map.of(
            "name",
            "rsa-" + priority,
            "providerType",
            "org.keycloak.keys.KeyProvider",
            "providerId",
            "rsa-generated",
            "parentId",
            name,
            "config",
            Map.of("priority", new String[] {priority}));
    send(
        201,
        HttpRequest.newBuilder(server.resolve("/admin/realms/" + name + "/components"))
            .header("authorization", "Bearer " + operator())
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(provider))));
  }

  /** The key set. */
  JsonNode keySet() {
    return JSON.readTree(send(200, HttpRequest.newBuilder(keys())));
  }

  /** The operator may change the realm. The client exists in every realm. */
  private String operator() {
    return token("admin-cli", "operator", "operator's password");
  }

  private String token(String client, String user, String password) {
    var form =
        Map.of(
            "grant_type", "password",
            "client_id", client,
            "username", user,
            "password", password);
    var answer =
        send(
            200,
            HttpRequest.newBuilder(openIdConnect("token"))
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(form))));
    return JSON.readTree(answer).path("access_token").asString();
  }

  private URI openIdConnect(String endpoint) {
    return server.resolve("/realms/" + name + "/protocol/openid-connect/" + endpoint);
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(field -> field.getKey() + "=" + encode(field.getValue(), UTF_8))
        .collect(joining("&"));
  }

  private static String send(int expected, HttpRequest.Builder request) {
    try {
      var response = HTTP.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
      if (response.statusCode() != expected) {
        throw new AssertionError(response + ": " + response.body());
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
