@NullMarked
package dev.mlharness.starter.pages;

import org.jspecify.annotations.NullMarked;
