/**
 * Who operates the service: people and programs that may look up and change any viewer's streams.
 */
@NullMarked
package io.streamgate.identity.operator;

import org.jspecify.annotations.NullMarked;
