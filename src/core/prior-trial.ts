import type { Metrics, Params } from './trial.js';

/** A trial of another study that the sampler learns from. It is not of this study: not counted, not ranked, never run. */
export interface PriorTrial {
  /** A point of this study's space. */
  readonly params: Params;
  /** A finite value of each objective; left out of a trial that was pruned. */
  readonly metrics?: Metrics;
  /** Of the first objective, finite, by rising step. One that was pruned has at least one. */
  readonly curve: readonly (readonly [step: number, value: number])[];
}

/** What a study starts from. */
export interface WarmStart {
  /** The file, as it was named. */
  readonly source: string;
  readonly trials: readonly PriorTrial[];
  /** What was left out of it and why, a sentence for each reason. */
  readonly remarks: readonly string[];
}

/** Where the trials of another study are. */
export interface WarmStartSource {
  readonly file: string;
  /** Which, of a file with several studies. */
  readonly study?: string;
}

/** A trial as another tool's file has it. */
export interface ForeignTrial {
  /** As messages name it: `trial 7`. */
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly state: 'complete' | 'pruned' | 'other';
  /** Of a complete one, by the names of this study's objectives; what the file does not have is left out. */
  readonly metrics: Metrics;
  /** Of the first objective. */
  readonly curve: readonly (readonly [step: number, value: number])[];
}
