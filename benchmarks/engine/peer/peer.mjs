// Runs sharp in a process of its own and obeys one JSON command a line; answers one JSON line each.
import { readFile, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import sharp from 'sharp';
import { pixels, reference, result, rows } from './rows.mjs';

// One thread a picture on both sides. sharp would choose so by itself, but not where MALLOC_ARENA_MAX is set.
sharp.concurrency(1);

let work = {};
const sources = new Map();

const commands = {
  versions: async () => ({ sharp: sharp.versions.sharp, libvips: sharp.versions.vips, node: process.version }),

  /** Encodes a raw picture: how the sources of all rows are made. */
  async encode({ raw, width, height, channels, pages, format, options, file }) {
    const samples = await readFile(raw);
    const input = { width, height, channels };
    if (pages > 1) {
      input.pageHeight = height / pages;
    }
    await sharp(samples, { raw: input }).toFormat(format, options).toFile(file);
    return {};
  },

  async mark({ file }) {
    work = rows(await readFile(file));
    return {};
  },

  async source({ name, file }) {
    sources.set(name, await readFile(file));
    return {};
  },

  async result({ row, source, file }) {
    const bytes = await result(work[row], sources.get(source));
    await writeFile(file, bytes);
    return { bytes: bytes.length };
  },

  async reference({ row, source, ours, file }) {
    return written(await reference(work[row], sources.get(source), ours), file);
  },

  async pixels({ encoded, file }) {
    return written(await pixels(await readFile(encoded)), file);
  },

  /** As many callers at once for a while; each sends its next picture when it has the last. */
  async run({ row, source, callers, millis }) {
    const bytes = sources.get(source);
    const cpu = process.cpuUsage();
    const start = performance.now();
    const until = start + millis;
    let images = 0;
    async function caller() {
      do {
        await result(work[row], bytes);
        images++;
      } while (performance.now() < until);
    }
    await Promise.all(Array.from({ length: callers }, caller));
    const { user, system } = process.cpuUsage(cpu);
    return { images, millis: performance.now() - start, cpuMillis: (user + system) / 1000 };
  },
};

async function written({ data, info }, file) {
  await writeFile(file, data);
  return { width: info.width, height: info.height };
}

for await (const line of createInterface({ input: process.stdin })) {
  const { command, ...values } = JSON.parse(line);
  let answer;
  try {
    answer = await commands[command](values);
  } catch (error) {
    answer = { error: String(error) };
  }
  process.stdout.write(JSON.stringify(answer) + '\n');
}
