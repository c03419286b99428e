package io.streamgate.http.contract;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.streamgate.http.Reply;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The parts of an error response that do not depend on the caller and the time, so that an example
 * can be compared with a response.
 *
 * @param statusLine as {@code HTTP/1.1 409 Conflict}
 * @param headers those that not every response has, without their numbers
 * @param members a JSON pointer for each member, with {@code *} for an array index, and its
 *     content: for {@code type}, {@code title}, {@code status} and every {@code detail} the value
 *     without its numbers, for others the kind
 */
record Example(
    String statusLine,
    SortedMap<String, String> headers,
    SortedMap<String, SortedSet<String>> members) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^```\\n(HTTP/1\\.1 .*?)\\n\\n(.*?)^```$");
  private static final List<String> OF_SOME_ANSWERS =
      List.of("content-type", "retry-after", "connection", "allow", "www-authenticate");
  private static final String OF_MOST_ANSWERS = "keep-alive";
  private static final List<String> WORDS = List.of("type", "title", "status", "detail");

  /** The first example on a page. */
  static Example shownBy(String page) {
    var block = BLOCK.matcher(page);
    if (!block.find()) {
      throw new AssertionError("no answer is shown");
    }
    var lines = block.group(1).lines().toList();
    var headers = new TreeMap<String, String>();
    for (var line : lines.subList(1, lines.size())) {
      var parts = line.split(": ", 2);
      headers.put(parts[0], withoutNumbers(parts[1]));
    }
    return new Example(lines.getFirst(), headers, members(block.group(2)));
  }

  static Example of(Reply reply) {
    var headers = new TreeMap<String, String>();
    for (var name : OF_SOME_ANSWERS) {
      reply
          .headers()
          .firstValue(name)
          .filter(value -> !value.equals(OF_MOST_ANSWERS))
          .ifPresent(value -> headers.put(name, withoutNumbers(value)));
    }
    // HTTP clients do not report the phrase; the server takes it from Netty
    var status = HttpResponseStatus.valueOf(reply.status());
    return new Example("HTTP/1.1 " + status, headers, members(reply.body()));
  }

  private static SortedMap<String, SortedSet<String>> members(String json) {
    var members = new TreeMap<String, SortedSet<String>>();
    collect("", "", JSON.readTree(json), members);
    return members;
  }

  private static void collect(
      String pointer, String name, JsonNode node, Map<String, SortedSet<String>> members) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              member ->
                  collect(
                      pointer + "/" + member.getKey(),
                      member.getKey(),
                      member.getValue(),
                      members));
    } else if (node.isArray()) {
      node.forEach(element -> collect(pointer + "/*", "", element, members));
    } else {
      var value =
          WORDS.contains(name) ? withoutNumbers(node.asString()) : node.getNodeType().name();
      members.computeIfAbsent(pointer, _ -> new TreeSet<>()).add(value);
    }
  }

  private static String withoutNumbers(String text) {
    return text.replaceAll("\\d+", "#");
  }
}
