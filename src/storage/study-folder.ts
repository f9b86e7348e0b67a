import { join } from 'node:path';

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
  /** Models of trials while the study runs; of finished ones only the best trial's stays. */
  readonly checkpoints: string;
  /** What was costly to make of the data. */
  readonly cache: string;
  logFile(trialNumber: number): string;
  checkpoint(trialNumber: number): string;
  /** What a paused trial needs to go on, while the study runs. */
  pausedTrial(trialNumber: number): string;
}

export function studyFolder(root: string): StudyFolder {
  const trialName = (trialNumber: number) => `trial-${String(trialNumber).padStart(4, '0')}`;
  const logs = join(root, 'logs');
  const checkpoints = join(root, 'checkpoints');
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
    pausedTrial: (trialNumber) => join(checkpoints, `${trialName(trialNumber)}-paused`),
  };
}
