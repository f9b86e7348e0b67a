import type { TrialJob } from '../core/executor.js';
import { withDerived } from '../core/search-space.js';
import type { StudySpec } from '../core/study-spec.js';
import type { Trial } from '../core/trial.js';
import { trialSeed } from '../study/trial-seed.js';
import type { RunFolder } from './run-folder.js';

/** What an executor needs to run a trial. The seed depends on what the trial is alone: every attempt does the same. */
export function trialJob(spec: StudySpec, trial: Trial, folder?: RunFolder): TrialJob {
  return {
    task: spec.task,
    trialNumber: trial.number,
    attempt: trial.attempt,
    params: withDerived(spec.space, trial.params),
    objective: spec.objective,
    studySeed: spec.seed,
    seed: trialSeed(spec.seed, trial),
    ...(folder && {
      cacheFolder: folder.cache,
      artifactFolder: folder.checkpoint(trial.number),
      logFile: folder.logFile(trial.number),
    }),
  };
}
