/**
 * A GIF encoder: chooses palettes, dithers, leaves out what is shown already, and packs. Frames are
 * given to it one after the other, and it holds two of them. Knows nothing of lanes.
 */
package io.darkroom.engine.gif;
