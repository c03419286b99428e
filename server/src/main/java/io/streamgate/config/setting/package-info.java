/** The settings, their values and the mistakes in them. */
@NullMarked
package io.streamgate.config.setting;

import org.jspecify.annotations.NullMarked;
