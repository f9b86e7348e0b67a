import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Trial } from '../core/trial.js';
import type { Study } from '../study/study.js';
import type { RunFolder } from './run-folder.js';

/**
 * Removes what trials left in the study's checkpoint folder and nobody will use, also what a killed run left behind. Of the
 * models only the best trial's stays, and those that running trials are about to write. What a paused trial goes on from stays
 * while trials `mayGoOn`. Of a promoted trial that was interrupted it does not: it may be of a step that counts no longer.
 */
export function keepCheckpoints(folder: RunFolder, study: Pick<Study, 'trials' | 'incumbent'>, mayGoOn: boolean): void {
  if (!existsSync(folder.checkpoints)) return;
  const best = study.incumbent;
  const kept = new Set(best ? [folder.checkpoint(best.number)] : []);
  for (const trial of study.trials) {
    if (trial.state === 'running') kept.add(folder.checkpoint(trial.number));
    if (mayGoOn && goesOn(trial)) kept.add(folder.pausedTrial(trial.number));
  }
  const names = new Set([...kept].map((path) => basename(path)));
  for (const name of readdirSync(folder.checkpoints)) {
    if (!names.has(name)) rmSync(join(folder.checkpoints, name), { recursive: true, force: true });
  }
}

function goesOn(trial: Trial): boolean {
  return trial.state === 'running' || (trial.state === 'pruned' && trial.paused === true);
}
