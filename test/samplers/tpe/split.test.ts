import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Trial } from '../../../src/core/trial.js';
import { Splitter } from '../../../src/samplers/tpe/split.js';
import { completeTrial, failedTrial, prunedTrial, runningTrial } from '../../fixtures/trials.js';

function split(trials: readonly Trial[], constantLiar: boolean, splitter = new Splitter(constantLiar)) {
  splitter.follow(trials);
  const { good, notBad } = splitter.split();
  return { good: [...good], bad: trials.map(({ number }) => number).filter((number) => !notBad.includes(number)) };
}

describe('Splitter', () => {
  it('calls a tenth of the ranked trials good, rounded up, and keeps both sides in number order', () => {
    const trials = Array.from({ length: 11 }, (_, i) => completeTrial(i, [i === 9 ? -2 : i === 4 ? -1 : i]));
    expect(split(trials, true).good).toEqual([4, 9]);
    expect(split(trials, true).bad).toEqual([0, 1, 2, 3, 5, 6, 7, 8, 10]);
  });

  it('has at most 25 good trials', () => {
    const trials = Array.from({ length: 400 }, (_, i) => completeTrial(i, [400 - i]));
    expect(split(trials, true).good).toEqual(Array.from({ length: 25 }, (_, i) => 375 + i));
  });

  it('prefers complete trials to pruned ones, and among those the longer, then the better', () => {
    const byStanding = [
      completeTrial(3, [9, 9, 9]),
      prunedTrial(2, [5, 4]),
      prunedTrial(1, [1, 6]),
      prunedTrial(0, [0]),
      prunedTrial(4, []),
    ];
    // Taking the good one away each time leaves the order of standing.
    for (let best = 0; best < byStanding.length; best++) {
      const rest = byStanding.slice(best).sort((a, b) => a.number - b.number);
      expect(split(rest, true).good).toEqual([byStanding[best]?.number]);
    }
  });

  it('takes failed trials for bad ones, and running ones as long as the liar is on', () => {
    const trials = [failedTrial(0), completeTrial(1, [1]), runningTrial(2), completeTrial(3, [2])];
    expect(split(trials, true).bad).toEqual([0, 2, 3]);
    expect(split(trials, false).bad).toEqual([0, 3]);
    expect(split(trials, true).good).toEqual([1]);
  });

  it('takes a NaN for the worst of the pruned trials at its step', () => {
    expect(split([prunedTrial(0, [Number.NaN]), prunedTrial(1, [1e9])], true).good).toEqual([1]);
  });

  it('comes to the same for a list that has changed as for one that it has not seen', () => {
    const states: ((trial: Trial, loss: number) => Trial)[] = [
      ({ number, params }) => runningTrial(number, [], params),
      ({ number, params }) => failedTrial(number, params),
      ({ number, params }, loss) => completeTrial(number, [loss], params),
      ({ number, params }, loss) => prunedTrial(number, [loss], params),
      ({ number, params }, loss) => ({ ...prunedTrial(number, [loss], params), paused: true }),
    ];
    const mayChange = (trial: Trial) => trial.state === 'running' || (trial.state === 'pruned' && trial.paused === true);
    const outcome = fc.tuple(fc.nat(4), fc.nat(20));
    const looks = fc.array(fc.tuple(fc.nat(100), fc.array(outcome, { maxLength: 200 })), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(looks, fc.boolean(), (changes, constantLiar) => {
        const splitter = new Splitter(constantLiar);
        const trials: Trial[] = [];
        for (const [added, outcomes] of changes) {
          for (let i = 0; i < added; i++) trials.push(runningTrial(trials.length));
          outcomes.forEach(([state, loss], number) => {
            const trial = trials[number];
            if (trial && mayChange(trial)) trials[number] = (states[state] as (typeof states)[0])(trial, loss);
          });
          expect(split(trials, constantLiar, splitter)).toEqual(split(trials, constantLiar));
        }
        const others = trials.map(({ number }) => completeTrial(number, [number], {}));
        expect(split(others, constantLiar, splitter)).toEqual(split(others, constantLiar));
      }),
    );
  });
});
