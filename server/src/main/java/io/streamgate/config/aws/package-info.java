/** The AWS settings: account, region and endpoint. */
@NullMarked
package io.streamgate.config.aws;

import org.jspecify.annotations.NullMarked;
