/**
 * The settings: read once at start from the environment and a {@code .env} file, every mistake
 * reported at once. Of the other parts it knows only the types of what can be set, those of the
 * kernel's rules and of the policy; {@code Main} brings the values to the parts.
 */
@NullMarked
package io.streamgate.config;

import org.jspecify.annotations.NullMarked;
