// What sharp does in each row: the same work and settings as the recipe of that name in Rows.java.
import { gaussian, shown, weighed } from './exact.mjs';
import sharp from 'sharp';

// Kept so that only what a row is about differs between them.
const jpeg = (image) => image.jpeg({ quality: 80 });
const webp = (image) => image.webp({ quality: 80, effort: 4 });
const png = (image) => image.png({ compressionLevel: 6 });
const gif = (image) => image.gif({ effort: 7 });
const narrower = (width) => (image) => image.resize({ width });
const same = (image) => image;

function row(steps, save, { animated = false, exact = steps, ours = exact } = {}) {
  return { steps, save, exact, ours, animated };
}

const grey = (image) => image.greyscale().toColourspace('b-w');

/** Grey by these weights and blurred, in full precision. */
const greyBlurred = (weights) => async (image) => {
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  const blurred = gaussian(weighed(data, info.channels, weights), info.width, info.height, 5);
  return sharp(shown(blurred), { raw: { width: info.width, height: info.height, channels: 4 } });
};

/**
 * Each row with its steps and its output. Where sharp approximates a step, "exact" is the true form of it;
 * where the engine defines one otherwise, "ours" is.
 */
export function rows(mark) {
  return {
    'jpeg-800': row(narrower(800), jpeg),
    'jpeg-1600': row(narrower(1600), jpeg),
    'thumb-webp': row(narrower(200), webp),
    'progressive-800': row(narrower(800), jpeg),
    'progressive-1600': row(narrower(1600), jpeg),
    'png-rgba': row(narrower(720), png),
    'blur-grey': row((image) => grey(image).blur(5), jpeg, {
      // sharp weighs light, the engine the components as they are.
      exact: (image) => greyBlurred([1])(grey(image)),
      ours: greyBlurred([0.299, 0.587, 0.114]),
    }),
    'rotate-mark': row(
      (image) => image.rotate(90).composite([{ input: mark, gravity: 'southeast' }]),
      jpeg,
    ),
    'webp-jpeg': row(same, jpeg),
    'small-64': row(narrower(40), jpeg),
    'small-256': row(narrower(100), jpeg),
    'small-webp': row(narrower(100), webp),
    'tiff-png': row(same, png),
    'avif-800': row(narrower(800), (image) => image.avif({ quality: 50, effort: 4, chromaSubsampling: '4:4:4' })),
    'gif-gif': row(narrower(240), gif, { animated: true }),
    'gif-webp': row(narrower(240), webp, { animated: true }),
    'webp-webp': row(narrower(240), webp, { animated: true }),
  };
}

/** A row's result as sharp makes it by default, shrinking while it decodes. */
export function result(row, bytes) {
  return row.save(row.steps(sharp(bytes, { animated: row.animated }))).toBuffer();
}

/**
 * The same picture without any loss: from all pixels of the source, exact, not compressed. Frame by frame: sharp
 * resizes an animation as one tall picture, where a frame takes something from the edges of the next.
 */
export async function reference(row, bytes, ours) {
  const { pages = 1 } = row.animated ? await sharp(bytes).metadata() : {};
  const frames = [];
  for (let page = 0; page < pages; page++) {
    const whole = sharp(await sharp(bytes, { page }).png({ compressionLevel: 1 }).toBuffer());
    const exact = await (ours ? row.ours : row.exact)(whole);
    frames.push(await pixels(await exact.png({ compressionLevel: 1 }).toBuffer()));
  }
  const { width, height } = frames[0].info;
  return { data: Buffer.concat(frames.map(({ data }) => data)), info: { width, height: height * pages } };
}

/** RGBA samples, the frames of an animation below each other. */
export function pixels(bytes) {
  return sharp(bytes, { animated: true })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
}
