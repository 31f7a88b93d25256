/**
 * GIF in plain Java. The encoder chooses palettes, dithers, leaves out what is shown already, and
 * packs; frames are given to it one after the other, and it holds two of them. The decoder shows
 * one frame after the other. Knows nothing of lanes.
 */
package io.darkroom.engine.gif;
