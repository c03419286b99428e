/** The plans of the service, for operators: those in force, and the effect of others. */
@NullMarked
package io.streamgate.http.admin.plans;

import org.jspecify.annotations.NullMarked;
