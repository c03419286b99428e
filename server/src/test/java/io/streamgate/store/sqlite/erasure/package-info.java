/** What an erasure leaves in the files of the sqlite store. */
@NullMarked
package io.streamgate.store.sqlite.erasure;

import org.jspecify.annotations.NullMarked;
