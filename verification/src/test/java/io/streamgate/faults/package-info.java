/**
 * A network that misbehaves as told, between a DynamoDB client and a real engine: what a store
 * promises has to hold when answers are lost, requests come late, and both come twice.
 */
@NullMarked
package io.streamgate.faults;

import org.jspecify.annotations.NullMarked;
