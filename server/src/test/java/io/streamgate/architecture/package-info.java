/**
 * Checks that replace a reviewer's attention to every change. Each reports its violations with what
 * to do instead, and its test plants a violation to prove that it is found.
 */
@NullMarked
package io.streamgate.architecture;

import org.jspecify.annotations.NullMarked;
