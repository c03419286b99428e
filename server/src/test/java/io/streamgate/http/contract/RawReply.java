package io.streamgate.http.contract;

import io.streamgate.http.Reply;
import io.streamgate.http.SlowWire;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** Parses everything a server sends on a connection as a reply. */
final class RawReply {

  private RawReply() {}

  /** Sends these bytes and nothing more. */
  static Reply to(int port, String bytes) {
    try (var wire = new SlowWire(port)) {
      wire.send(bytes);
      return parsed(wire.allThatComes());
    }
  }

  /** Sends these bytes and parses the first response, a problem. The connection stays open. */
  static Reply first(int port, String bytes) {
    try (var wire = new SlowWire(port)) {
      wire.send(bytes);
      return parsed(wire.next("}"));
    }
  }

  private static Reply parsed(String answer) {
    var end = answer.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new AssertionError("no answer: '" + answer + "'");
    }
    var lines = List.of(answer.substring(0, end).split("\r\n", -1));
    var headers = new TreeMap<String, List<String>>();
    for (var line : lines.subList(1, lines.size())) {
      var parts = line.split(":", 2);
      headers
          .computeIfAbsent(parts[0].toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
          .add(parts[1].strip());
    }
    var status = Integer.parseInt(lines.getFirst().split(" ", 3)[1]);
    return new Reply(status, HttpHeaders.of(headers, (_, _) -> true), answer.substring(end + 4));
  }
}
