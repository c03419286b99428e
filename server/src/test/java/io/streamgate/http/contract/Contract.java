package io.streamgate.http.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import io.streamgate.http.Reply;
import io.streamgate.http.exchange.ProblemType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An OpenAPI 3.1 file, which checks requests and responses. */
public final class Contract {

  /** Problems of the management port only. */
  static final Set<ProblemType> OF_OPERATORS =
      EnumSet.of(ProblemType.ROLE_TOO_SMALL, ProblemType.TOO_MANY_ATTEMPTS);

  private static final Path FILE = Path.of("../docs/api/openapi.yaml");
  private static final String IRI = "https://streamgate.example/openapi.json";
  private static final String PROBLEM = "application/problem+json";
  private static final Set<String> METHODS = Set.of("get", "post", "patch", "delete", "put");

  /**
   * One method of one path.
   *
   * @param template as {@code /api/v1/streams/{id}}
   */
  public record Operation(String method, String template, JsonNode node) {

    /** The {@code operationId}. */
    public String id() {
      return node.path("operationId").asText();
    }

    Set<String> statuses() {
      return names(node.path("responses"));
    }

    @Override
    public String toString() {
      return method + " " + template;
    }
  }

  private final JsonNode root;
  private final SchemaRegistry registry;
  private final Strict strict;

  private Contract(JsonNode root) {
    this.root = root;
    this.strict = new Strict(root);
    var config = SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
    this.registry =
        SchemaRegistry.withDefaultDialect(
            Dialects.getOpenApi31(),
            builder -> builder.schemas(Map.of(IRI, root.toString())).schemaRegistryConfig(config));
  }

  /** The project's contract. */
  static Contract read() {
    return read(FILE);
  }

  /** The contract in a file. */
  public static Contract read(Path file) {
    try {
      return of(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Contract of(String yaml) throws IOException {
    return new Contract(new YAMLMapper().readTree(yaml));
  }

  /** All operations. */
  public List<Operation> operations() {
    return root.path("paths").properties().stream()
        .flatMap(
            path ->
                path.getValue().properties().stream()
                    .filter(entry -> METHODS.contains(entry.getKey()))
                    .map(
                        entry ->
                            new Operation(
                                entry.getKey().toUpperCase(java.util.Locale.ROOT),
                                path.getKey(),
                                entry.getValue())))
        .toList();
  }

  /** The problem types that schemas name. */
  Set<String> problemTypes() {
    return elements(root.at("/components/schemas"))
        .flatMap(schema -> elements(schema.at("/allOf/1/properties/type/examples")))
        .map(JsonNode::asText)
        .collect(Collectors.toSet());
  }

  /** The ways in which a response violates the contract; empty if none. */
  public List<String> faultsOf(Operation operation, Reply reply) {
    var declared = operation.node().path("responses").path(Integer.toString(reply.status()));
    if (declared.isMissingNode()) {
      return List.of(operation + " may not answer " + reply.status() + ": " + reply.body());
    }
    var response = resolved(declared);
    var faults = new ArrayList<String>();
    for (var header : response.path("headers").properties()) {
      faults.addAll(faultsOfHeader(header.getKey(), resolved(header.getValue()), reply));
    }
    faults.addAll(faultsOfContent(response.path("content"), reply));
    return faults.stream().map(fault -> operation + " " + reply.status() + ": " + fault).toList();
  }

  private List<String> faultsOfHeader(String name, JsonNode header, Reply reply) {
    var values = reply.headers().allValues(name);
    if (values.isEmpty()) {
      return header.path("required").asBoolean() ? List.of(name + " is missing") : List.of();
    }
    var text = JsonNodeFactory.instance.textNode(values.getFirst()).toString();
    var schema = strict.ofHeader(name, header.path("schema"));
    return faults(schema, text).stream().map(f -> name + ": " + f).toList();
  }

  private List<String> faultsOfContent(JsonNode content, Reply reply) {
    if (content.isMissingNode()) {
      return reply.body().isEmpty() ? List.of() : List.of("has a body: " + reply.body());
    }
    var type = reply.header("content-type").split(";", 2)[0];
    var media = content.path(type);
    if (media.isMissingNode()) {
      return List.of("is of the type '" + type + "'");
    }
    if (type.equals(PROBLEM) && !reply.text("/status").equals(Integer.toString(reply.status()))) {
      return List.of("its body has another status: " + reply.body());
    }
    return type.endsWith("json")
        ? faults(strict.closed(media.path("schema")), reply.body())
        : List.of();
  }

  /** The ways in which a request body violates the contract; empty if none. */
  List<String> faultsOfRequest(Operation operation, String json) {
    var content = operation.node().path("requestBody").path("content");
    return faults(content.path("application/json").path("schema"), json);
  }

  private List<String> faults(JsonNode schema, String json) {
    return schema(schema).validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
  }

  private Schema schema(JsonNode schema) {
    var reference = schema.path("$ref").asText();
    return reference.isEmpty()
        ? registry.getSchema(schema)
        : registry.getSchema(JsonNodeFactory.instance.objectNode().put("$ref", IRI + reference));
  }

  private JsonNode resolved(JsonNode node) {
    var reference = node.path("$ref").asText();
    return reference.isEmpty() ? node : root.at(reference.substring(1));
  }

  private static Set<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return java.util.stream.StreamSupport.stream(array.spliterator(), false);
  }
}
