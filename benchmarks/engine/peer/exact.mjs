// Steps in full precision, on all samples: sharp's own forms cut off what is below a whole number, twice or more.

/** Grey as a weighted sum of the components as they are; one number a pixel. */
export function weighed(samples, channels, weights) {
  const grey = new Float64Array(samples.length / channels);
  for (let i = 0; i < grey.length; i++) {
    for (let c = 0; c < weights.length; c++) {
      grey[i] += weights[c] * samples[i * channels + c];
    }
  }
  return grey;
}

/** A Gaussian blur that goes on until its weights vanish; the edges are repeated outwards. */
export function gaussian(grey, width, height, sigma) {
  const reach = Math.ceil(5 * sigma);
  const weights = Float64Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * sigma ** 2)));
  const sum = weights.reduce((a, b) => a + b);
  const kernel = weights.map((weight) => weight / sum);
  const across = convolved(grey, kernel, width, height, 1, width);
  return convolved(across, kernel, height, width, width, 1);
}

/** Lines of so many samples, "step" apart, in "lines" lines that begin "stride" apart. */
function convolved(from, kernel, length, lines, step, stride) {
  const reach = (kernel.length - 1) / 2;
  const to = new Float64Array(from.length);
  for (let line = 0; line < lines; line++) {
    const start = line * stride;
    for (let i = 0; i < length; i++) {
      let sum = 0;
      for (let k = -reach; k <= reach; k++) {
        sum += kernel[k + reach] * from[start + Math.min(length - 1, Math.max(0, i + k)) * step];
      }
      to[start + i * step] = sum;
    }
  }
  return to;
}

/** Opaque RGBA samples of grey values, rounded. */
export function shown(grey) {
  const samples = Buffer.alloc(grey.length * 4, 255);
  grey.forEach((value, i) => samples.fill(Math.round(value), i * 4, i * 4 + 3));
  return samples;
}
