import { expect, it } from 'vitest';
import type { StudySpec } from '../../src/core/study-spec.js';
import type { FailureReason, Trial } from '../../src/core/trial.js';
import { isHopeless, whyHopeless } from '../../src/study/hopeless.js';
import { failedTrial } from '../fixtures/trials.js';

function specWith(...names: string[]): StudySpec {
  return {
    name: 'test',
    objective: { metric: 'loss', goal: 'minimize' },
    space: { parameters: names.map((name) => ({ name, distribution: { kind: 'float', low: 0, high: 1 } })) },
    sampler: { type: 'tpe' },
    pruner: { type: 'none' },
    budget: { trials: 100 },
    seed: 1,
    task: { kind: 'inline' },
  };
}

const failing = (count: number, reason: FailureReason, message: string) =>
  Array.from({ length: count }, (_, i): Trial => ({ ...failedTrial(i), reason, message }));

it.each<[readonly Trial[], readonly string[], string]>([
  [
    failing(10, 'diverged', 'loss is NaN'),
    ['learning_rate', 'dropout_rate', 'head_lr'],
    'The first 10 trials all diverged (trial 0: loss is NaN). Lower the upper end of learning_rate, head_lr; a resume gives the study another chance, away from where they were.',
  ],
  [
    failing(10, 'diverged', 'loss is NaN'),
    ['width'],
    'The first 10 trials all diverged (trial 0: loss is NaN). Lower the upper end of what makes them diverge, such as a learning rate; a resume gives the study another chance, away from where they were.',
  ],
  [
    failing(10, 'error', 'no such file'),
    [],
    'The first 10 trials all failed by an error or a crash (trial 0: no such file). Their logs say more; once that is mended, a resume goes on.',
  ],
  [
    failing(10, 'timeout', 'took longer than 60 s'),
    [],
    'The first 10 trials all took too long or hung (trial 0: took longer than 60 s). Raise `timeout` or `hang_timeout`, or take what makes trials long out of the ranges.',
  ],
  [
    failing(10, 'out-of-memory', 'CUDA out of memory'),
    [],
    'The first 10 trials all ran out of memory (trial 0: CUDA out of memory). Raise `memory_limit` where there is one, or take what makes trials large out of the ranges, such as batch sizes.',
  ],
  [
    [...failing(1, 'timeout', 'hung'), ...failing(30, 'diverged', 'NaN').slice(1)],
    [],
    'The first 30 trials all failed, in several ways. Their logs say more; once that is mended, a resume goes on.',
  ],
])('says why a study ends that is hopeless, and what to do', (trials, parameters, why) => {
  const spec = specWith(...parameters);
  expect(isHopeless(spec, trials, 0)).toBe(true);
  expect(whyHopeless(spec, trials)).toBe(why);
});

it('speaks of one trial where there is one', () => {
  expect(whyHopeless(specWith(), failing(1, 'error', 'no such file'))).toMatch(
    /^The only trial failed by an error or a crash \(/,
  );
  expect(whyHopeless(specWith(), failing(3, 'error', 'no'), 2)).toMatch(/^The only trial of this run failed by/);
});

it('speaks of the last run alone where there were others', () => {
  const trials = failing(20, 'diverged', 'NaN');
  expect(isHopeless(specWith(), trials.slice(0, 19), 10)).toBe(false);
  expect(isHopeless(specWith(), trials, 10)).toBe(true);
  expect(whyHopeless(specWith(), trials, 10)).toMatch(/^The 10 trials of this run all diverged \(trial 10: NaN\)\. /);
});
