import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { precompress } from './scripts/precompress.ts';

const api = process.env.DARKROOM_API ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react(), tailwindcss(), precompress()],
  resolve: { alias: { '@': new URL('./src', import.meta.url).pathname } },
  server: {
    port: 5173,
    strictPort: true,
    proxy: { '/api': api, '/i/': api, '/.well-known': api },
  },
  build: {
    // Newest syntax the design tokens need (light-dark(), OKLCH), so that nothing is rewritten.
    target: ['chrome123', 'firefox120', 'safari17.5'],
    // No data: URIs: fonts and images stay files, which a strict CSP allows as 'self'.
    assetsInlineLimit: 0,
    // The machine's load is no fault of a plugin.
    rolldownOptions: { checks: { bundlerTimings: false } },
    reportCompressedSize: true,
  },
  test: {
    environment: 'jsdom',
    setupFiles: './src/test/setup.ts',
    restoreMocks: true,
    testTimeout: 60_000,
    unstubGlobals: true,
  },
});
