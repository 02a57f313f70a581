/** Makes, hands over, proves and revokes secrets of service principals. */
@NullMarked
package dev.mlharness.activities.rotation;

import org.jspecify.annotations.NullMarked;
