/** Holds what is written for people against what there is. */
@NullMarked
package io.streamgate.documents;

import org.jspecify.annotations.NullMarked;
