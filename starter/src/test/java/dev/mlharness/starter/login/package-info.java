@NullMarked
package dev.mlharness.starter.login;

import org.jspecify.annotations.NullMarked;
