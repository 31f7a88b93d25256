package io.darkroom.engine.gif;

import java.util.List;

/**
 * What a file says before its pixels are unpacked.
 *
 * @param width of the screen that the frames are painted on
 * @param background the colour that opaque parts leave when they are cleared, as in {@link
 *     ColourTable}
 * @param loops times to play, 0 for ever
 * @param parts one for each frame
 */
record GifFile(int width, int height, int background, int loops, List<Part> parts) {}
