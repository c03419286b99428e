/**
 * What an operator can do: look up a viewer, end streams, set overrides, export and erase, try
 * plans. What changes or exports anything is on record first.
 */
@NullMarked
package io.streamgate.admin;

import org.jspecify.annotations.NullMarked;
