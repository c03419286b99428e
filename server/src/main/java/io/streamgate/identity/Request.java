package io.streamgate.identity;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a request that can identify its viewer.
 *
 * @param headers the values of all header lines with a name, in order
 * @param peer the address at the other end of the connection, usually a proxy; null if the
 *     connection is already closed
 * @param method in capitals
 * @param path as the client wrote it
 * @param stream the id of the stream that the path names; null if it names none
 * @param bodyToken the stream token in the body; null if there is none
 */
public record Request(
    Function<String, List<String>> headers,
    @Nullable String peer,
    String method,
    String path,
    @Nullable String stream,
    @Nullable String bodyToken) {}
