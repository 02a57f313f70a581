/** Pages as a browser asks for them. */
@NullMarked
package dev.mlharness.starter.pages;

import org.jspecify.annotations.NullMarked;
