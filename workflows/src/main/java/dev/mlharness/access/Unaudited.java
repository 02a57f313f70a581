package dev.mlharness.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An activity method that needs no record, because it changes nothing outside. Each activity method
 * is either this or {@link dev.mlharness.audit.Audited}, so that nobody forgets to think about it.
 * For an interface: all its methods.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Unaudited {

  /** Why none is needed, in a few words: {@code reads only}. */
  String value();
}
