package io.darkroom.kit.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The values a number may have, both ends included. A duration is compared in milliseconds, a data
 * size in bytes.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Range {
  /** The smallest value allowed. */
  long min() default Long.MIN_VALUE;

  /** The largest value allowed. */
  long max() default Long.MAX_VALUE;
}
