import { relative } from 'node:path';
import { UsageError } from '../core/errors.js';
import type { WarmStart } from '../core/prior-trial.js';
import { objectivesOf, type StudySpec } from '../core/study-spec.js';
import { isDatabase, readOptunaStudy } from '../storage/optuna-study.js';
import { readForeignTrials } from '../sweep-file/foreign-trials.js';
import { priorTrials } from '../sweep-file/prior-trials.js';

/**
 * Reads the trials of another study that a study is to learn from; undefined where it names none.
 * @throws UsageError when they cannot be read, or there is nothing to learn from.
 */
export function readWarmStart(spec: StudySpec): WarmStart | undefined {
  const { warmStart, space } = spec;
  if (warmStart === undefined) return undefined;
  const objectives = objectivesOf(spec);
  const { file } = warmStart;
  const foreign = isDatabase(file) ? readOptunaStudy(warmStart, objectives) : readForeignTrials(file, objectives);
  const read = priorTrials(foreign, relative('', file), { space, objectives });
  if (read.trials.length > 0) return read;
  throw new UsageError(
    [`Expected trials to learn from in ${read.source}, got none that can be used.`, ...read.remarks].join('\n'),
  );
}

/** That a study has prior trials, for its author. */
export function warmStartText({ source, trials }: WarmStart): string {
  const pruned = trials.filter(({ metrics }) => metrics === undefined).length;
  const states = pruned === 0 ? '' : ` (${pruned} pruned)`;
  const count = trials.length === 1 ? '1 prior trial' : `${trials.length} prior trials`;
  return `starts from ${count}${states} of ${source}: the method learns from them, but they are not counted, not ranked and not run again`;
}
