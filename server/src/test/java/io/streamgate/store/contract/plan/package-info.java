/** The promises of a store about plans: rules, uncounted streams and overrides. */
@NullMarked
package io.streamgate.store.contract.plan;

import org.jspecify.annotations.NullMarked;
