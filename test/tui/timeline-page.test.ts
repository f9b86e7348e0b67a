import { expect, it } from 'vitest';
import { textOf } from '../../src/tui/line.js';
import { initialState, reduce, type StudyState } from '../../src/tui/state.js';
import { timelinePage } from '../../src/tui/timeline-page.js';
import { overview, START } from './simulated-study.js';

const slots = [0, 1].map((index) => ({ index, device: 'wasm' }));
const begin = { type: 'study-started', at: START, study: overview, slots, trials: [], elapsedMs: 0 } as const;
const base = { params: {}, attempt: 1, reports: [] };

/** Trials by slot, with the seconds at which they began and ended. */
function ran(...trials: readonly (readonly [slot: number, from: number, to: number])[]): StudyState {
  const states = trials.flatMap(([slot, from, to], number) => {
    const [startedAt, finishedAt] = [START + from * 1000, START + to * 1000];
    const finished = { ...base, number, startedAt, finishedAt, state: 'complete', metrics: {}, loss: 0 } as const;
    const started = { ...base, number, startedAt, state: 'running' } as const;
    return [
      { type: 'trial-started', at: startedAt, trial: started, slot: slots[slot] ?? { index: slot, device: 'wasm' } } as const,
      { type: 'trial-finished', at: finishedAt, trial: finished } as const,
    ];
  });
  return [begin, ...states].reduce(reduce, initialState);
}

function shares(state: StudyState, seconds: number, windowMs?: number): (string | undefined)[] {
  return timelinePage(state, START + seconds * 1000, windowMs, 60)
    .map(textOf)
    .map((text) => /^.* (\d+%) /.exec(text)?.[1])
    .filter((share) => share !== undefined);
}

it('says how much of the time each slot was used, and all of them', () => {
  expect(shares(ran([0, 0, 100], [1, 0, 25], [1, 75, 100]), 100)).toEqual(['100%', '50%', '75%']);
});

it('looks back no farther than it is told', () => {
  expect(shares(ran([0, 0, 50], [1, 0, 100]), 100, 60_000)).toEqual(['17%', '100%', '58%']);
});

it('shows where trials are too short to be drawn one by one how much of the time they take', () => {
  const short = Array.from({ length: 1000 }, (_, i) => [0, i, i + 0.5] as const);
  const [row] = timelinePage(ran(...short), START + 1_000_000, undefined, 60)
    .slice(1)
    .map(textOf);
  expect(row).toMatch(/^ 0 wasm\s+50% [▒]+$/);
});
