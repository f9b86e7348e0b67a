import type { TrialOutcome } from './executor.js';

/** As what a trial ends that is ended from outside: by a person, or, interrupted, because the study ends. */
export type OutsideEnding = 'pruned' | 'stopped' | 'interrupted';

/** What the reason of a trial's aborted signal says; one that says nothing interrupts it. */
export function outsideEnding({ reason }: AbortSignal): OutsideEnding {
  return reason === 'pruned' || reason === 'stopped' ? reason : 'interrupted';
}

export function outcomeOfEnding(ending: OutsideEnding): TrialOutcome {
  return ending === 'stopped' ? { kind: 'failed', reason: 'stopped', message: 'stopped by hand' } : { kind: ending };
}
