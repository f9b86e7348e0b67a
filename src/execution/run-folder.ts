/** The places in a study's folder that running it touches. */
export interface RunFolder {
  readonly root: string;
  readonly checkpoints: string;
  /** What is costly to make of the data. */
  readonly cache: string;
  /** Of a trial: where it leaves its model. */
  checkpoint(trialNumber: number): string;
  /** Of a trial: where it keeps what it needs to go on. */
  trialState(trialNumber: number): string;
  /** The steps after which the trial can go on by what lies there, in any order. */
  savedSteps(trialNumber: number): readonly number[];
  logFile(trialNumber: number): string;
}
