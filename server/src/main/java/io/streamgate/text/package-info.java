/** Names and values of other people's files, in messages to them. */
@NullMarked
package io.streamgate.text;

import org.jspecify.annotations.NullMarked;
