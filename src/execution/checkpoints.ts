import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { RunFolder } from './run-folder.js';

/** Removes the models of all trials but these, also those that a killed run left behind. */
export function keepCheckpoints(folder: RunFolder, trialNumbers: readonly number[]): void {
  if (!existsSync(folder.checkpoints)) return;
  const kept = new Set(trialNumbers.map((trialNumber) => basename(folder.checkpoint(trialNumber))));
  for (const name of readdirSync(folder.checkpoints)) {
    if (!kept.has(name)) rmSync(join(folder.checkpoints, name), { recursive: true, force: true });
  }
}
