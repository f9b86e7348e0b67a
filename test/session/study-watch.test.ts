import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { StudyEvent } from '../../src/core/events.js';
import type { Trial } from '../../src/core/trial.js';
import { type OptimizeOptions, optimize } from '../../src/session/optimize.js';
import { StudyWatch } from '../../src/session/study-watch.js';
import { openStudy } from '../../src/storage/studies.js';
import { incumbent, rowOf } from '../../src/study/leaderboard.js';
import { initialState, reduce, type StudyState, trialOf } from '../../src/tui/state.js';

function stateAfter(events: readonly StudyEvent[]): StudyState {
  return events.reduce(reduce, initialState);
}

/** Eight trials, two at a time, of which some are pruned and some fail. */
function search(
  results: string,
  onEvent: (event: StudyEvent) => void,
  further: Pick<OptimizeOptions, 'repeats' | 'finalize'> = {},
) {
  return optimize({
    name: 'watched',
    results,
    metric: { name: 'score', goal: 'minimize' },
    parameters: { x: { min: 0, max: 1.5 } },
    epochs: 4,
    run_cap: 8,
    seed: 3,
    workers: 2,
    ...further,
    early_terminate: { type: 'asha', min_iter: 1, eta: 2 },
    onEvent,
    objective: async (trial) => {
      const { x } = trial.params;
      if (x > 1.2) throw new Error('too far');
      for (let step = 1; step <= 4; step++) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        if ((await trial.report(step, { score: x / step })) === 'stop') break;
      }
      return { score: x };
    },
  });
}

it.each([
  ['alone', {}],
  ['and a race with final retrainings after it', { repeats: { seeds: 2, top: 3, drop: false }, finalize: { top: 1, seeds: 2 } }],
])('tells a search that runs %s as the study itself does, whenever it looks', async (_, further) => {
  const results = mkdtempSync(join(tmpdir(), 'hypersweep-'));
  const direct: StudyEvent[] = [];
  const watched: StudyEvent[] = [];
  let watch: StudyWatch | undefined;
  const look = (event: StudyEvent) => {
    direct.push(event);
    // Not at each of them: a look may find that much has happened.
    if (event.type === 'study-ended' || direct.length % 5 !== 3) return;
    watch ??= new StudyWatch(join(results, 'watched'), (each) => watched.push(each));
    expect(watch.look()).toBe('running');
  };
  await search(results, look, further);
  expect(watch?.look()).toBe('ended');
  watch?.close();

  expect(new Set(direct.map(({ type }) => type))).toContain('trial-reported');
  const [told, seen] = [stateAfter(direct), stateAfter(watched)];
  expect([...seen.trials]).toEqual([...told.trials]);
  expect(seen.counts).toEqual(told.counts);
  expect(seen.repeats).toEqual(told.repeats);
  expect(direct.some((event) => event.type === 'trial-finished' && event.trial.state === 'pruned')).toBe(true);
  expect(told.counts.complete).toBeGreaterThan(0);
  expect(seen.steps).toBe(told.steps);
  expect(seen.best).toEqual(told.best);
  expect(seen.ended?.reason).toBe(told.ended?.reason);
  expect(seen.activities.map(({ trialNumber }) => trialNumber)).toEqual([undefined, undefined]);
  expect(watched.filter(({ type }) => type === 'study-started')).toHaveLength(1);
});

it('tells a study that has ended at once, with what its slots ran', async () => {
  const results = mkdtempSync(join(tmpdir(), 'hypersweep-'));
  const { trials, reason } = await search(results, () => {});
  const events: StudyEvent[] = [];
  const watch = new StudyWatch(join(results, 'watched'), (event) => events.push(event));
  expect(watch.look()).toBe('ended');
  const state = stateAfter(events);
  expect([...state.trials]).toEqual(trials);
  expect(state.ended?.reason).toBe(reason);
  expect(state.spans.filter(({ to }) => to !== undefined)).toHaveLength(trials.length);
  expect(events.filter(({ type }) => type === 'study-ended')).toHaveLength(1);
  // Another look has nothing new to tell.
  const count = events.length;
  expect(watch.look()).toBe('ended');
  expect(events).toHaveLength(count);
  watch.close();
});

/** A search whose trials are all of a run before the last one. */
async function searchedLongAgo() {
  const results = mkdtempSync(join(tmpdir(), 'hypersweep-'));
  const { trials } = await search(results, () => {});
  const { store, close } = openStudy(join(results, 'watched'), { mode: 'write' });
  store.runStarted(Date.now() + 1, 2);
  close();
  return { results, trials };
}

it('tells a view in pieces what was long ago, with outlines of reports, and has each trial whole', async () => {
  const { results, trials } = await searchedLongAgo();
  const events: StudyEvent[] = [];
  const watch = new StudyWatch(join(results, 'watched'), (event) => events.push(event), { outlined: true, piece: 3 });
  expect(watch.look()).toBe('reading');
  expect(events).toMatchObject([{ type: 'study-started', toFollow: trials.length - 3 }]);
  while (watch.look() === 'reading');
  expect(events.slice(0, -1).map(({ type }) => type)).toEqual([
    'study-started',
    ...Array(Math.ceil(trials.length / 3) - 1).fill('trials-read'),
  ]);
  const state = stateAfter(events);
  expect([...state.trials].map(rowOf)).toEqual(trials.map(rowOf));
  expect(state.steps).toBe(trials.reduce((sum, { reports }) => sum + reports.length, 0));
  expect(state.best?.number).toBe(incumbent(trials)?.number);
  const { number } = trials.find(({ reports }) => reports.length > 1) as Trial;
  expect(trialOf(state, number)).toMatchObject({ reports: [{}], outline: {} });
  expect(watch.trial(number)).toEqual(trials[number]);
  watch.close();
});

it('tells others in pieces too, each trial with its reports', async () => {
  const { results, trials } = await searchedLongAgo();
  const events: StudyEvent[] = [];
  const watch = new StudyWatch(join(results, 'watched'), (event) => events.push(event), { piece: 3 });
  while (watch.look() === 'reading');
  watch.close();
  const told = events.flatMap((event) => (event.type === 'study-started' || event.type === 'trials-read' ? [event.trials] : []));
  expect(told.every((piece) => piece.length <= 3)).toBe(true);
  expect(told.flat()).toEqual(trials);
  expect(events.at(-1)).toMatchObject({ type: 'study-ended' });
});

it('says where there is no study', () => {
  const results = mkdtempSync(join(tmpdir(), 'hypersweep-'));
  expect(() => new StudyWatch(join(results, 'none'), () => {})).toThrow(/^Expected a study in .*none, found none/);
});
