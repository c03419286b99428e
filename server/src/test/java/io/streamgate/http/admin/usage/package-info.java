/** Tests of what operators may ask of a node's viewers. */
@NullMarked
package io.streamgate.http.admin.usage;

import org.jspecify.annotations.NullMarked;
