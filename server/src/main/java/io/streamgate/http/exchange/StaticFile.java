package io.streamgate.http.exchange;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Serves the same content to everybody, for as long as the server runs. It is compressed and named
 * once, on the first request and not on its event loop: most servers never serve most of their
 * files. Thread-safe.
 */
public final class StaticFile implements Endpoint {

  private static final String A_DAY = "public, max-age=86400";
  private static final String ASK_EACH_TIME = "no-cache";

  private final Answer.Reply reply;
  private final String caching;

  /** Guarded by this; null before the first request. */
  private @Nullable CompletableFuture<Forms> forms;

  private StaticFile(Answer.Reply reply, String caching) {
    this.reply = reply;
    this.caching = caching;
  }

  /**
   * A file that caches keep for a day.
   *
   * @param reply a 200 with content, as it is without a coding
   */
  public static StaticFile of(Answer.Reply reply) {
    return new StaticFile(reply, A_DAY);
  }

  /**
   * A file that belongs to this version of the server: caches ask each time whether it has changed.
   *
   * @param reply a 200 with content, as it is without a coding
   */
  public static StaticFile ofThisVersion(Answer.Reply reply) {
    return new StaticFile(reply, ASK_EACH_TIME);
  }

  @Override
  public CompletionStage<Answer> answer(Call call) {
    var acceptsGzip = AcceptEncoding.prefersGzip(call.header("accept-encoding"));
    var known = call.header("if-none-match");
    return forms()
        .thenApply(
            forms -> {
              var form = acceptsGzip ? forms.packed() : forms.plain();
              return form.isKnown(known) ? form.unchanged() : form.whole();
            });
  }

  private synchronized CompletableFuture<Forms> forms() {
    if (forms == null) {
      forms = CompletableFuture.supplyAsync(() -> Forms.of(reply, caching));
    }
    return forms;
  }

  private record Forms(Form plain, Form packed) {

    static Forms of(Answer.Reply reply, String caching) {
      var content = reply.content();
      if (content == null) {
        throw new IllegalArgumentException("a file has content");
      }
      var name = hash(content.body());
      var headers = reply.with("cache-control", caching).headers();
      var plain = Form.of(headers, content, name);
      var packed = gzip(content.body());
      if (packed.length() >= content.body().length()) {
        return new Forms(plain, plain);
      }
      // another form needs another tag, or a cache would confuse the two
      var form = Form.of(headers, new Answer.Content(content.type(), packed), name + "-gzip");
      return new Forms(plain, form.with("content-encoding", "gzip"));
    }
  }

  /** A form of the file, and the response to a client that has it already. */
  private record Form(String tag, Answer.Reply whole, Answer.Reply unchanged) {

    static Form of(List<Answer.Header> headers, Answer.Content content, String name) {
      var tag = '"' + name + '"';
      var unchanged =
          new Answer.Reply(304, headers, null).with("etag", tag).with("vary", "accept-encoding");
      return new Form(tag, new Answer.Reply(200, unchanged.headers(), content), unchanged);
    }

    /** This form with a header of the content. */
    Form with(String header, String value) {
      return new Form(tag, whole.with(header, value), unchanged);
    }

    /** Compares tags as {@code If-None-Match} demands: a weak one is equal to a strong one. */
    boolean isKnown(List<String> lines) {
      for (var line : lines) {
        for (var member : line.split(",", -1)) {
          var text = member.strip();
          if (text.equals("*") || (text.startsWith("W/") ? text.substring(2) : text).equals(tag)) {
            return true;
          }
        }
      }
      return false;
    }
  }

  private static String hash(Buffer body) {
    try {
      var sum = MessageDigest.getInstance("SHA-256").digest(body.getBytes());
      return Base64.getUrlEncoder().withoutPadding().encodeToString(sum).substring(0, 22);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  private static Buffer gzip(Buffer body) {
    var bytes = new ByteArrayOutputStream(body.length() / 3);
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body.getBytes());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return Buffer.buffer(bytes.toByteArray());
  }
}
