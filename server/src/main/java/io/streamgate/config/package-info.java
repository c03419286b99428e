/**
 * The settings: read once at start from the environment and a {@code .env} file, all mistakes
 * reported at once. Depends only on the types of the kernel's rules, of the policy and of the
 * identity.
 */
@NullMarked
package io.streamgate.config;

import org.jspecify.annotations.NullMarked;
