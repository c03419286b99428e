/** The endpoints for operators, one class each: from a call to the service to JSON. */
@NullMarked
package io.streamgate.http.admin;

import org.jspecify.annotations.NullMarked;
