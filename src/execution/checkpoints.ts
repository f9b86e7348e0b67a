import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { TrialJob } from '../core/executor.js';
import { nameOfSavedStep } from '../core/saved-step.js';
import type { RunningTrial, Trial } from '../core/trial.js';
import type { Study } from '../study/study.js';
import { bytesIn } from './folder-size.js';
import type { RunFolder } from './run-folder.js';

type Checkpointing = Pick<TrialJob, 'checkpointFolder' | 'checkpointEveryMs' | 'mayPause' | 'resumeStep'>;

type CheckpointOwner = Pick<Study, 'trials' | 'spec'>;

/**
 * Removes what trials left in the study's checkpoint folder and nobody will use, also what a killed run left behind. Of the
 * models those of the `wanted` trials stay, by number, and those that running trials are about to write. What an interrupted trial goes
 * on from stays; what a paused one does stays while trials `mayGoOn`, and as long as all together keep to the study's quota.
 *
 * @returns the numbers of paused trials that lost theirs to the quota
 */
export function keepCheckpoints(
  folder: RunFolder,
  study: CheckpointOwner,
  { wanted, mayGoOn }: { readonly wanted: ReadonlySet<number>; readonly mayGoOn: boolean },
): readonly number[] {
  if (!existsSync(folder.checkpoints)) return [];
  const kept = new Set([...wanted].map((number) => folder.checkpoint(number)));
  for (const trial of study.trials) {
    if (trial.state === 'running') kept.add(folder.checkpoint(trial.number));
    if (goesOn(trial, folder, mayGoOn)) kept.add(folder.trialState(trial.number));
  }
  const names = new Set([...kept].map((path) => basename(path)));
  for (const name of readdirSync(folder.checkpoints)) {
    if (!names.has(name)) rmSync(join(folder.checkpoints, name), { recursive: true, force: true });
  }
  const { checkpointQuotaBytes } = study.spec;
  return checkpointQuotaBytes === undefined ? [] : keepToQuota(folder, study.trials, checkpointQuotaBytes);
}

/** Where a trial that is about to run keeps what it goes on from, and after which step it does so now. */
export function checkpointing(
  trial: RunningTrial,
  { spec, mayPause }: Pick<Study, 'spec' | 'mayPause'>,
  folder?: RunFolder,
): Checkpointing {
  if (folder === undefined) return {};
  const { checkpointEveryMs } = spec;
  const resumeStep = settleOnStep(folder, trial.number, trial.resumeStep ?? 0);
  return {
    checkpointFolder: folder.trialState(trial.number),
    mayPause,
    ...(checkpointEveryMs !== undefined && { checkpointEveryMs }),
    ...(trial.resumeStep !== undefined && resumeStep !== undefined && { resumeStep }),
  };
}

/**
 * Of the steps after which a trial can go on leaves the last one that is not beyond `lastStep`, as others would only take room, or
 * be taken for newer ones. What has no step in its name stays: it is as of the trial's last pause.
 *
 * @returns the step after which the trial goes on by what is left; undefined where it begins anew
 */
export function settleOnStep(folder: RunFolder, trialNumber: number, lastStep: number): number | undefined {
  const state = folder.trialState(trialNumber);
  if (!existsSync(state)) return undefined;
  const saved = folder.savedSteps(trialNumber);
  const possible = saved.filter((step) => step <= lastStep);
  const best = possible.length === 0 ? undefined : Math.max(...possible);
  for (const step of saved) if (step !== best) rmSync(join(state, nameOfSavedStep(step)), { recursive: true, force: true });
  return saved.length === 0 ? lastStep : best;
}

/** Of the paused trials the worst ones lose theirs first: they are the last to be promoted, and begin anew then. */
function keepToQuota(folder: RunFolder, trials: readonly Trial[], quotaBytes: number): readonly number[] {
  let excess = bytesIn(folder.checkpoints) - quotaBytes;
  if (excess <= 0) return [];
  const paused = trials.filter(
    (trial) => trial.state === 'pruned' && trial.paused && existsSync(folder.trialState(trial.number)),
  );
  const dropped: number[] = [];
  for (const { number } of paused.sort((a, b) => lastLoss(b) - lastLoss(a) || b.number - a.number)) {
    if (excess <= 0) break;
    const path = folder.trialState(number);
    excess -= bytesIn(path);
    rmSync(path, { recursive: true, force: true });
    dropped.push(number);
  }
  return dropped;
}

/** What cannot be ranked counts as worst. */
function lastLoss({ reports }: Trial): number {
  const loss = reports.at(-1)?.loss ?? Number.NaN;
  return Number.isFinite(loss) ? loss : Number.MAX_VALUE;
}

function goesOn(trial: Trial, folder: RunFolder, mayGoOn: boolean): boolean {
  if (trial.state === 'waiting') {
    const { number, resumeStep = 0 } = trial;
    return resumeStep > 0 && folder.savedSteps(number).some((step) => step <= resumeStep);
  }
  return trial.state === 'running' || (mayGoOn && trial.state === 'pruned' && trial.paused === true);
}
