import { exitCodes } from './ending.js';

/**
 * Ctrl-C, `kill` and a closed terminal: the first asks for an orderly end, the second ends the process at once. What was
 * committed by then is all there; `resume` repeats the trials that were running.
 */
export function interruption(onFirst: () => void): { signal: AbortSignal; interrupt: () => void; release: () => void } {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) process.exit(exitCodes.stopped);
    controller.abort();
    onFirst();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of signals) process.on(name, interrupt);
  return {
    signal: controller.signal,
    interrupt,
    release() {
      for (const name of signals) process.off(name, interrupt);
    },
  };
}
