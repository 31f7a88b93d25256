/**
 * Renders that somebody waits for: the same recipes, engine and cache as tasks, but in memory,
 * ahead of tasks, and never in a line longer than a reader's patience.
 */
package io.darkroom.processing.render;
