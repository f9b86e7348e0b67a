/** The places in a study's folder that running it touches. */
export interface RunFolder {
  readonly root: string;
  readonly checkpoints: string;
  /** What is costly to make of the data. */
  readonly cache: string;
  /** Of a trial: where it leaves its model. */
  checkpoint(trialNumber: number): string;
  /** Of a trial that may be paused: where it keeps what it needs to go on. */
  pausedTrial(trialNumber: number): string;
  logFile(trialNumber: number): string;
}
