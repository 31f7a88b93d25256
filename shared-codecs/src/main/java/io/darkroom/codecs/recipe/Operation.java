package io.darkroom.codecs.recipe;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names a step or an output and lays out its text form. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Operation {
  /** The name in both forms. */
  String name();

  /** Other names that the text form accepts. */
  String[] aliases() default {};

  /** One sentence for people. */
  String summary();

  /**
   * The positional arguments of the text form. Each entry is the name of a component, or two names
   * joined by {@code x} in braces, as in <code>{width}x{height}</code>.
   */
  String[] args() default {};
}
