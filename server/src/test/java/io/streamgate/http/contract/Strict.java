package io.streamgate.http.contract;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Closes the schemas of responses. In the file they are open, so that a client accepts what later
 * versions add. This version must send nothing that the file does not declare, and keep the
 * promises of {@code strict.yaml}.
 */
final class Strict {

  private final JsonNode contract;
  private final JsonNode promises;

  Strict(JsonNode contract) {
    this.contract = contract;
    try (var file = requireNonNull(Strict.class.getResourceAsStream("/contract/strict.yaml"))) {
      this.promises = new YAMLMapper().readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The schema of a response header. */
  JsonNode ofHeader(String name, JsonNode schema) {
    return inlined(schema).setAll(object(promises.path("headers").path(name)));
  }

  /** The schema without references; no object in it may have other members than the declared. */
  JsonNode closed(JsonNode schema) {
    var inlined = inlined(schema);
    if (inlined.path("type").asText().equals("object") || inlined.has("allOf")) {
      inlined.put("unevaluatedProperties", false);
    }
    return inlined;
  }

  private ObjectNode inlined(JsonNode schema) {
    var inlined = JsonNodeFactory.instance.objectNode();
    for (var keyword : schema.properties()) {
      var value = keyword.getValue();
      switch (keyword.getKey()) {
        case "$ref" -> inlined.setAll(referredTo(value.asText()));
        case "properties" -> inlined.set("properties", properties(value));
        case "items", "additionalProperties" -> inlined.set(keyword.getKey(), closed(value));
        case "oneOf" -> value.forEach(part -> inlined.withArray("oneOf").add(closed(part)));
        case "allOf" -> value.forEach(part -> inlined.withArray("allOf").add(inlined(part)));
        default -> inlined.set(keyword.getKey(), value);
      }
    }
    return inlined;
  }

  private ObjectNode referredTo(String reference) {
    var name = reference.substring(reference.lastIndexOf('/') + 1);
    var promised = object(promises.path("schemas").path(name));
    return inlined(contract.at(reference.substring(1))).setAll(promised);
  }

  private ObjectNode properties(JsonNode declared) {
    var closed = JsonNodeFactory.instance.objectNode();
    for (var property : declared.properties()) {
      var name = property.getKey();
      var schema = (ObjectNode) closed(property.getValue());
      if (name.equals("type") && schema.has("examples")) {
        schema.set("enum", schema.get("examples"));
      }
      closed.set(name, schema.setAll(object(promises.path("properties").path(name))));
    }
    return closed;
  }

  private static ObjectNode object(JsonNode node) {
    return node.isMissingNode() ? JsonNodeFactory.instance.objectNode() : (ObjectNode) node;
  }
}
