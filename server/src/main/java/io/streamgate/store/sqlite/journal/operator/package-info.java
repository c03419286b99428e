/** The tables of what operators did: their audit, and what is left of erased viewers. */
@NullMarked
package io.streamgate.store.sqlite.journal.operator;

import org.jspecify.annotations.NullMarked;
