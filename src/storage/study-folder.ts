import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { savedStepOf } from '../core/saved-step.js';

/** Where each thing of a study lies. Nothing is made by asking. */
export interface StudyFolder {
  readonly root: string;
  readonly database: string;
  readonly lock: string;
  /** The sweep file as it was run. */
  readonly sweepFile: string;
  /** The best model. */
  readonly best: string;
  readonly logs: string;
  /** Models of trials while the study runs, of finished ones only the best trial's; and what trials go on from. */
  readonly checkpoints: string;
  /** What was costly to make of the data. */
  readonly cache: string;
  logFile(trialNumber: number): string;
  checkpoint(trialNumber: number): string;
  /** What a trial needs to go on that is running, was interrupted, or is paused while the study runs. */
  trialState(trialNumber: number): string;
  /** The steps after which the trial can go on by what lies there, in any order. */
  savedSteps(trialNumber: number): readonly number[];
}

export function studyFolder(root: string): StudyFolder {
  const trialName = (trialNumber: number) => `trial-${String(trialNumber).padStart(4, '0')}`;
  const logs = join(root, 'logs');
  const checkpoints = join(root, 'checkpoints');
  const trialState = (trialNumber: number) => join(checkpoints, `${trialName(trialNumber)}-state`);
  return {
    root,
    database: join(root, 'study.db'),
    lock: join(root, 'study.lock'),
    sweepFile: join(root, 'sweep.yaml'),
    best: join(root, 'best'),
    logs,
    checkpoints,
    cache: join(root, 'cache'),
    logFile: (trialNumber) => join(logs, `${trialName(trialNumber)}.log`),
    checkpoint: (trialNumber) => join(checkpoints, trialName(trialNumber)),
    trialState,
    savedSteps(trialNumber) {
      const state = trialState(trialNumber);
      return existsSync(state) ? readdirSync(state).flatMap((name) => savedStepOf(name) ?? []) : [];
    },
  };
}
