/**
 * What follows from a recipe and a header alone: sizes, places and formats. Lanes share it, so that
 * they agree on every dimension.
 */
package io.darkroom.engine.plan;
