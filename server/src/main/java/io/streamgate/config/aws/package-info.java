/** The settings of AWS: which account, which region and which address are used. */
@NullMarked
package io.streamgate.config.aws;

import org.jspecify.annotations.NullMarked;
