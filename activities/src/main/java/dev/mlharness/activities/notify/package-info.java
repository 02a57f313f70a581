/** Hands messages over to Slack, Teams, mail servers and CloudEvents receivers. */
@NullMarked
package dev.mlharness.activities.notify;

import org.jspecify.annotations.NullMarked;
