/**
 * The recipe language: what to do with an image, and what to make of it.
 *
 * <p>Each step and each output is one record. Its components and their {@link
 * io.darkroom.codecs.recipe.Param} annotations are the only description of it: the text form, the
 * JSON form, the canonical form and the JSON Schema are all derived from them, so that a new step
 * appears everywhere at once and the forms cannot drift apart.
 */
package io.darkroom.codecs.recipe;
