package io.streamgate.http.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.streamgate.http.exchange.Answer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An HTML page. Its content security policy allows this server and the page's own inline scripts
 * and styles, and nothing else, so injected text cannot run.
 */
final class Html {

  private static final String TYPE = "text/html; charset=utf-8";
  private static final Pattern SCRIPT = inline("script");
  private static final Pattern STYLE = inline("style");

  private Html() {}

  static Answer.Reply page(String html) {
    var policy =
        "default-src 'none'; connect-src 'self'; img-src 'self' data:; script-src 'self'%s;"
                .formatted(hashes(SCRIPT, html))
            + " style-src 'self'%s; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
                .formatted(hashes(STYLE, html));
    return Answer.text(TYPE, html).with("content-security-policy", policy);
  }

  private static Pattern inline(String element) {
    return Pattern.compile("<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL);
  }

  private static String hashes(Pattern inline, String html) {
    return inline.matcher(html).results().map(Html::hash).collect(Collectors.joining());
  }

  private static String hash(MatchResult inline) {
    try {
      var sum = MessageDigest.getInstance("SHA-256").digest(inline.group(1).getBytes(UTF_8));
      return " 'sha256-" + Base64.getEncoder().encodeToString(sum) + "'";
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
