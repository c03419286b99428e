/** Checks the documentation against the product. */
@NullMarked
package io.streamgate.documents;

import org.jspecify.annotations.NullMarked;
