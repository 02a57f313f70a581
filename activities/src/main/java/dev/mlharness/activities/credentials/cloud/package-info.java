/**
 * Just-in-time credentials of AWS, Google Cloud and Azure, for what an activity itself must reach:
 * no wider than that, and for minutes.
 */
@NullMarked
package dev.mlharness.activities.credentials.cloud;

import org.jspecify.annotations.NullMarked;
