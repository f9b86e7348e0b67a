import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Trial } from '../core/trial.js';
import type { Study } from '../study/study.js';
import { bytesIn } from './folder-size.js';
import type { RunFolder } from './run-folder.js';

type CheckpointOwner = Pick<Study, 'trials' | 'spec'>;

/**
 * Removes what trials left in the study's checkpoint folder and nobody will use, also what a killed run left behind. Of the
 * models those of the `wanted` trials stay, by number, and those that running trials are about to write. What a paused trial goes on from stays
 * while trials `mayGoOn`, and as long as all together keep to the study's quota. Of a promoted trial that was interrupted it does not: it may be of a step that counts no longer.
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
    if (mayGoOn && goesOn(trial)) kept.add(folder.pausedTrial(trial.number));
  }
  const names = new Set([...kept].map((path) => basename(path)));
  for (const name of readdirSync(folder.checkpoints)) {
    if (!names.has(name)) rmSync(join(folder.checkpoints, name), { recursive: true, force: true });
  }
  const { checkpointQuotaBytes } = study.spec;
  return checkpointQuotaBytes === undefined ? [] : keepToQuota(folder, study.trials, checkpointQuotaBytes);
}

/** Of the paused trials the worst ones lose theirs first: they are the last to be promoted, and begin anew then. */
function keepToQuota(folder: RunFolder, trials: readonly Trial[], quotaBytes: number): readonly number[] {
  let excess = bytesIn(folder.checkpoints) - quotaBytes;
  if (excess <= 0) return [];
  const paused = trials.filter(
    (trial) => trial.state === 'pruned' && trial.paused && existsSync(folder.pausedTrial(trial.number)),
  );
  const dropped: number[] = [];
  for (const { number } of paused.sort((a, b) => lastLoss(b) - lastLoss(a) || b.number - a.number)) {
    if (excess <= 0) break;
    const path = folder.pausedTrial(number);
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

function goesOn(trial: Trial): boolean {
  return trial.state === 'running' || (trial.state === 'pruned' && trial.paused === true);
}
