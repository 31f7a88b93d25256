package io.darkroom.codecs.recipe;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one parameter. A component without a default is required, unless it is an {@code
 * Optional} (then it may be absent) or a boolean (then it is false).
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Param {
  /** One sentence for people, with the unit. */
  String value();

  /** A short name that the text form accepts and the canonical form prints. */
  String alias() default "";

  /** The default, written as in the text form; empty for none. */
  String initial() default "";

  /** The smallest number allowed; for text the fewest characters. */
  double min() default Double.NaN;

  /** The largest number allowed; for text the most characters. */
  double max() default Double.NaN;

  /** For text: a regular expression that the whole value must match. */
  String pattern() default "";
}
