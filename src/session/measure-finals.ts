import { existsSync } from 'node:fs';
import type { StudyEvent } from '../core/events.js';
import type { CompleteTrial, Trial } from '../core/trial.js';
import { keepCheckpoints } from '../execution/checkpoints.js';
import { trialJob } from '../execution/trial-job.js';
import type { OpenStudy } from '../storage/studies.js';
import { wantedModels } from '../study/wanted-models.js';
import type { StudyAtHand } from './begin.js';
import type { SessionExecutor } from './session-executor.js';

/** Final retrainings whose models are there and were not measured on the test split yet. */
export function untestedFinals({ store, folder }: OpenStudy, trials: readonly Trial[]): CompleteTrial[] {
  const tested = new Set(store.finalTests().map(({ trialNumber }) => trialNumber));
  return trials.filter((trial): trial is CompleteTrial => {
    const isFinal = trial.state === 'complete' && trial.purpose === 'finalize';
    return isFinal && !tested.has(trial.number) && existsSync(folder.checkpoint(trial.number));
  });
}

/**
 * The final retrainings on the test split, each once, one after the other; when the signal is aborted the rest is left for the next
 * run. A user's module or program has no model of ours: what it reports is all there is. Models that nobody asks for then are gone.
 */
export async function testFinals(
  { open, spec }: StudyAtHand,
  { runModelJob }: SessionExecutor,
  trials: readonly Trial[],
  { emit, signal }: { readonly emit: (event: StudyEvent) => void; readonly signal: AbortSignal },
): Promise<void> {
  const untested = runModelJob ? untestedFinals(open, trials) : [];
  if (runModelJob === undefined || untested.length === 0) return;
  const { store, folder } = open;
  const notify = (level: 'info' | 'warning', message: string) => emit({ type: 'notice', at: Date.now(), level, message });
  notify('info', `Measuring ${untested.length} final retrainings on the test data`);
  for (const trial of untested) {
    if (signal.aborted) return;
    try {
      const job = trialJob(spec, trial, folder);
      const result = await runModelJob({ type: 'test', folder: folder.checkpoint(trial.number), job });
      if (result.type !== 'test') throw new Error(`Expected the test of a model, got a ${result.type}`);
      store.finalTested({ trialNumber: trial.number, metrics: result.metrics });
    } catch (error) {
      notify('warning', `Trial ${trial.number}, a final retraining, was not measured on test data: ${(error as Error).message}`);
      return;
    }
  }
  const tested = new Set(store.finalTests().map(({ trialNumber }) => trialNumber));
  keepCheckpoints(folder, { trials, spec }, { wanted: wantedModels(spec, trials, tested), mayGoOn: false });
}
