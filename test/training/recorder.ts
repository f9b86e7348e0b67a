import type { TrialJob } from '../../src/core/executor.js';
import type { Metrics } from '../../src/core/trial.js';
import type { TrainerHandle } from '../../src/training/trainer.js';
import { TrialCheckpoint } from '../../src/trials/trial-checkpoint.js';

/** Keeps what a trial says, and stops it where it is told to. */
export class Recorder implements TrainerHandle {
  readonly checkpoint?: TrialCheckpoint;
  readonly reports: Metrics[] = [];
  readonly lines: string[] = [];
  progressCalls = 0;
  /** How often a trial looked whether it should stop. */
  looks = 0;

  constructor(
    private readonly stopAfterReports = Number.POSITIVE_INFINITY,
    private readonly stopAfterLooks = Number.POSITIVE_INFINITY,
    checkpointFolder?: string,
    resumeStep?: number,
    checkpointing: Pick<TrialJob, 'checkpointEveryMs' | 'mayPause'> = {},
  ) {
    if (checkpointFolder === undefined) return;
    const resumed = resumeStep !== undefined && { resumeStep };
    this.checkpoint = new TrialCheckpoint(checkpointFolder, { ...resumed, mayPause: true, ...checkpointing });
  }

  async report(_step: number, metrics: Metrics): Promise<'continue' | 'stop'> {
    this.reports.push(metrics);
    return this.reports.length >= this.stopAfterReports ? 'stop' : 'continue';
  }
  progress(): void {
    this.progressCalls++;
  }
  get stopRequested(): boolean {
    return ++this.looks > this.stopAfterLooks;
  }
  log(line: string): void {
    this.lines.push(line);
  }
}
