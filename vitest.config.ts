import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    // Trials run in threads and children of their own, so a test file must not itself be a worker thread.
    pool: 'forks',
    // By itself it would leave one core to others, and of two that is half.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Frames are drawn as on a terminal that shows all characters.
    env: { LC_ALL: 'C.UTF-8', TERM: 'xterm-256color' },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
