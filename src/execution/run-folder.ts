/** The places in a study's folder that running it touches. */
export interface RunFolder {
  readonly root: string;
  readonly checkpoints: string;
  /** Of a trial: where it leaves its model. */
  checkpoint(trialNumber: number): string;
  logFile(trialNumber: number): string;
}
