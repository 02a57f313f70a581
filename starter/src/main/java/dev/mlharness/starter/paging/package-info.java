/** Lists that come page by page. */
@NullMarked
package dev.mlharness.starter.paging;

import org.jspecify.annotations.NullMarked;
