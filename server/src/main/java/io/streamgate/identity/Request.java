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
 * @param path as the client wrote it
 */
public record Request(
    Function<String, List<String>> headers, @Nullable String peer, String method, String path) {}
