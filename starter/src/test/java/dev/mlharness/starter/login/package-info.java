/** Logins at providers that answer in every way. */
@NullMarked
package dev.mlharness.starter.login;

import org.jspecify.annotations.NullMarked;
