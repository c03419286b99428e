/**
 * The settings: read once at start from the environment and a {@code .env} file, every mistake
 * reported at once. Knows no other part of Streamgate; {@code Main} brings the values to them.
 */
@NullMarked
package io.streamgate.config;

import org.jspecify.annotations.NullMarked;
