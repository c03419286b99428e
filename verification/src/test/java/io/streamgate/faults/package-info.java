/**
 * A network with scripted faults between a DynamoDB client and a real engine. A store has to keep
 * its promises when responses are lost, requests are delayed, and both arrive twice.
 */
@NullMarked
package io.streamgate.faults;

import org.jspecify.annotations.NullMarked;
