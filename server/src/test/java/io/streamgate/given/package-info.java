/** What tests are given: streams that can be named in a word, and rules in a number. */
@NullMarked
package io.streamgate.given;

import org.jspecify.annotations.NullMarked;
