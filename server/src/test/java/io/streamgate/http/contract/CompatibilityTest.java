package io.streamgate.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The API of a released version stays usable: later versions only add to it. */
final class CompatibilityTest {

  private static final Path CURRENT = Path.of("../docs/api/openapi.yaml");
  private static final Path RELEASED = Path.of("../docs/api/released");

  private static final String BASE =
      """
      paths:
        /films:
          parameters: [{$ref: "#/components/parameters/Who"}]
          post:
            operationId: addFilm
            parameters: [{name: X-Key, in: header, schema: {type: string, pattern: "^a"}}]
            requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/New"}}}}
            responses:
              "201":
                headers: {location: {required: true, schema: {type: string}}}
                content: {application/json: {schema: {$ref: "#/components/schemas/Film"}}}
              "400":
                content: {application/problem+json: {schema: {type: object}}}
          get:
            operationId: listFilms
            responses: {}
      components:
        parameters:
          Who: {name: who, in: query, schema: {type: integer, format: int64, maximum: 9}}
        schemas:
          New:
            type: object
            required: [name]
            properties:
              name: {type: string, minLength: 1, maxLength: 8}
              kind: {type: string, enum: [live, vod]}
              tags: {type: array, items: {type: [string, number]}}
              extra: {type: object, additionalProperties: {type: string}}
          Film:
            allOf:
              - {type: object, required: [id], properties: {id: {type: string}}}
              - type: object
                properties:
                  state: {type: string, enum: [new, old]}
                  since: {type: string, format: date-time}
                  length: {type: [integer, "null"], minimum: 0}
                  reason: {type: string, examples: [ended, evicted]}
                  status: {type: string, const: fine}
      """;

  @Test
  void theFileOnlyAddsToWhatWasReleased() throws IOException {
    try (var released = Files.list(RELEASED)) {
      for (var file : released.toList()) {
        assertThat(Compatibility.breaks(read(file), read(CURRENT))).as(file.toString()).isEmpty();
      }
    }
  }

  @Test
  void aReleaseOfThisVersionIsToCompareWith() throws IOException {
    var version = Pattern.compile("<version>(\\d+\\.\\d+)\\.\\d+-SNAPSHOT</version>");
    var pom = version.matcher(Files.readString(Path.of("../pom.xml")));
    assertThat(pom.find()).isTrue();

    assertThat(read(CURRENT).at("/info/version").asText()).startsWith(pom.group(1) + '.');
    try (var released = Files.list(RELEASED)) {
      for (var file : released.toList()) {
        assertThat(read(file).at("/info/version").asText() + ".yaml")
            .isEqualTo(file.getFileName().toString());
      }
    }
  }

  @Test
  void theSameFileBreaksNothing() throws IOException {
    assertThat(read(RELEASED.resolve("0.2.0.yaml")).path("paths")).hasSizeGreaterThan(8);
    assertThat(changed("addFilm", "addFilm")).isEmpty();
  }

  @Test
  void aChangeThatBreaksClientsIsFound() throws IOException {
    var wrong = new ArrayList<String>();
    for (var edit :
        new String[][] {
          {"/films:", "/movies:"},
          {"get:", "put:"},
          {"listFilms", "findFilms"},
          {"X-Key, in: header", "X-Name, in: header"},
          {"X-Key, in: header,", "X-Key, in: header, required: true,"},
          {"name: who", "name: whose"},
          {"in: query,", "in: query, required: true,"},
          {"parameters: [{$ref:", "parameters: [{name: n, in: query, required: true}, {$ref:"},
          {"pattern: \"^a\"", "pattern: \"^b\""},
          {"format: int64", "format: int32"},
          {"maximum: 9", "maximum: 8"},
          {"type: integer, format", "type: string, format"},
          {"requestBody: {content", "requestBody: {required: true, content"},
          {"{content: {application/json", "{content: {text/plain"},
          {"\"201\":", "\"200\":"},
          {"location: {required: true", "location: {required: false"},
          {"headers: {location", "headers: {place"},
          {"application/problem+json", "text/plain"},
          {"[name]", "[name, kind]"},
          {"minLength: 1", "minLength: 2"},
          {"maxLength: 8", "maxLength: 7"},
          {"kind: {", "sort: {"},
          {"[live, vod]", "[live]"},
          {"tags: {type: array", "tags: {type: array, maxItems: 3"},
          {"[string, number]", "[string]"},
          {"additionalProperties: {type: string}", "additionalProperties: false"},
          {"required: [id],", "required: [],"},
          {"id: {type: string", "key: {type: string"},
          {"id: {type: string", "id: {type: integer"},
          {"[new, old]", "[new, aged]"},
          {"format: date-time", "format: date"},
          {"[integer, \"null\"]", "[number, \"null\"]"},
          {"minimum: 0", "minimum: -1"},
          {"[ended, evicted]", "[ended, ousted]"},
          {"const: fine", "const: good"}
        }) {
      if (changed(edit).isEmpty()) {
        wrong.add(String.join(" -> ", edit));
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void anAdditionIsAccepted() throws IOException {
    var wrong = new ArrayList<String>();
    for (var edit :
        new String[][] {
          {"get:", "delete: {operationId: d, responses: {}}\n    get:"},
          {"paths:", "paths:\n  /more: {get: {operationId: m, responses: {}}}"},
          {"parameters: [{$ref:", "parameters: [{name: n, in: query}, {$ref:"},
          {"X-Key, in: header", "x-key, in: header"},
          {", pattern: \"^a\"", ""},
          {"maximum: 9", "maximum: 10"},
          {"type: integer, format", "type: number, format"},
          {"\"400\":", "\"409\": {}\n        \"400\":"},
          {"[name]", "[]"},
          {"maxLength: 8", "maxLength: 9"},
          {"kind: {", "new: {type: string}\n        kind: {"},
          {"[live, vod]", "[live, vod, trailer]"},
          {"[string, number]", "[string, number, boolean]"},
          {"[id], properties: {id", "[id, new], properties: {new: {type: string}, id"},
          {"[new, old]", "[new, old, lost]"},
          {"[integer, \"null\"]", "[integer]"},
          {"[ended, evicted]", "[ended, evicted, terminated]"}
        }) {
      changed(edit).forEach(found -> wrong.add(String.join(" -> ", edit) + ": " + found));
    }
    assertThat(wrong).isEmpty();
  }

  /** What breaks clients if the first text is replaced by the second. */
  private static List<String> changed(String... edit) throws IOException {
    assertThat(BASE).contains(edit[0]);
    return Compatibility.breaks(parse(BASE), parse(BASE.replace(edit[0], edit[1])));
  }

  private static JsonNode read(Path file) throws IOException {
    return parse(Files.readString(file));
  }

  private static JsonNode parse(String yaml) throws IOException {
    return new YAMLMapper().readTree(yaml);
  }
}
