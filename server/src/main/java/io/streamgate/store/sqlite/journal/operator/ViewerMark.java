package io.streamgate.store.sqlite.journal.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.streamgate.lease.id.ViewerId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Finds an erased viewer again without the viewer's name: a hash of it. A guess of the name can be
 * checked against the mark, so it is kept no longer than the ids beside it.
 */
public record ViewerMark(String value) {

  /** The mark of that viewer. */
  public static ViewerMark of(ViewerId viewer) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(viewer.value().getBytes(UTF_8));
      return new ViewerMark(Base64.getEncoder().withoutPadding().encodeToString(hash));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java platform has SHA-256", impossible);
    }
  }
}
