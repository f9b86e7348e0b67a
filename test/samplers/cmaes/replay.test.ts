import { describe, expect, it } from 'vitest';
import type { SearchSpace } from '../../../src/core/search-space.js';
import type { CompleteTrial } from '../../../src/core/trial.js';
import { createRng, standardNormal } from '../../../src/math/rng.js';
import { coordinatesOf, valueNear } from '../../../src/samplers/cmaes/coordinates.js';
import { sample } from '../../../src/samplers/cmaes/evolution.js';
import { Replay } from '../../../src/samplers/cmaes/replay.js';
import type { Restarts } from '../../../src/samplers/cmaes/restarts.js';
import { completeTrial, failedTrial } from '../../fixtures/trials.js';

const space: SearchSpace = {
  parameters: [
    { name: 'x', distribution: { kind: 'float', low: 0, high: 1 } },
    { name: 'y', distribution: { kind: 'float', low: 0, high: 1 } },
    { name: 'z', distribution: { kind: 'int', low: 0, high: 4 } },
  ],
};
const coordinates = coordinatesOf(space);

function replayOf(restarts: Restarts): Replay {
  return new Replay({ space, coordinates, seed: 5, sigma: 1 / 6, restarts });
}

/** Trials on a bowl, and the population that each was drawn for. */
function trialsOf(replay: Replay, count: number): { trials: CompleteTrial[]; populations: number[] } {
  const rng = createRng(1);
  const trials: CompleteTrial[] = [];
  const populations: number[] = [];
  for (let number = 0; number < count; number++) {
    const evolution = replay.after(trials);
    const places = sample(
      evolution,
      Float64Array.from(coordinates, () => standardNormal(rng)),
    );
    const params = Object.fromEntries(coordinates.map((c, j) => [c.name, valueNear(c, places[j] as number)]));
    const { x = 0, y = 0, z = 0 } = params as Record<string, number>;
    trials.push(completeTrial(number, [(x - 0.3) ** 2 + (y - 0.6) ** 2 + (z - 3) ** 2], params));
    populations.push(evolution.strategy.population);
  }
  return { trials, populations };
}

describe('Replay', () => {
  it('comes to the same distribution at once as trial after trial', () => {
    const { trials } = trialsOf(replayOf('ipop'), 100);
    const stepwise = replayOf('ipop');
    for (let n = 0; n <= trials.length; n++) stepwise.after(trials.slice(0, n));
    expect(replayOf('ipop').after(trials)).toEqual(stepwise.after(trials));
  });

  it('begins anew when the trials before have changed', () => {
    const { trials } = trialsOf(replayOf('ipop'), 40);
    const replay = replayOf('ipop');
    replay.after(trials);
    const changed = trials.with(3, { ...(trials[3] as CompleteTrial), loss: -1 });
    expect(replay.after(changed)).toEqual(replayOf('ipop').after(changed));
    expect(replay.after(changed)).not.toEqual(replayOf('ipop').after(trials));
    expect(replay.after([])).toEqual(replayOf('ipop').after([]));
  });

  it('takes no step by failures alone', () => {
    const replay = replayOf('ipop');
    const start = replay.after([]);
    const failures = Array.from({ length: start.strategy.population }, (_, i) => failedTrial(i, { x: 0.1, y: 0.1, z: 0 }));
    expect(replay.after(failures)).toBe(start);
  });

  it.each([
    ['none', [7]],
    ['ipop', [7, 14, 28]],
  ] as const)('restarts %s: populations %j', (restarts, expected) => {
    const { populations } = trialsOf(replayOf(restarts), 1500);
    expect([...new Set(populations)]).toEqual(expected);
  });

  it('takes turns of large and small populations with bipop', () => {
    const { populations } = trialsOf(replayOf('bipop'), 3000);
    expect(populations).toContain(14);
    const afterLarge = populations.slice(populations.lastIndexOf(14) + 1);
    expect(afterLarge.some((population) => population < 14)).toBe(true);
  });
});
