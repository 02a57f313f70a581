/** Commands about a model in production: who is champion, roll back, freeze, adopt. */
@NullMarked
package dev.mlharness.starter.promotion;

import org.jspecify.annotations.NullMarked;
