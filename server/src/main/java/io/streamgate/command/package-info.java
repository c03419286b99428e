/** The command line besides the server: checks a file of plans, and tries it on live streams. */
@NullMarked
package io.streamgate.command;

import org.jspecify.annotations.NullMarked;
