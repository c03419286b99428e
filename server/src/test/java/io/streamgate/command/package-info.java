@NullMarked
package io.streamgate.command;

import org.jspecify.annotations.NullMarked;
