import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeEach, vi } from 'vitest';

// Generous, because a loaded machine is slow; nothing waits this long when it passes.
configure({ asyncUtilTimeout: 15_000 });

beforeEach(() => {
  localStorage.clear();
  // jsdom has no object URLs.
  let next = 0;
  URL.createObjectURL = vi.fn(() => `blob:test/${next++}`);
  URL.revokeObjectURL = vi.fn();
});

afterEach(cleanup);
