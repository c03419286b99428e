/**
 * What every reader of settings needs: the settings there are, what was set, and what is wrong with
 * it.
 */
@NullMarked
package io.streamgate.config.setting;

import org.jspecify.annotations.NullMarked;
