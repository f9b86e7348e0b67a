import type { WinnerConfusions } from './confusion.js';
import type { RecordedRequest } from './steering.js';
import type { StudyStatus, TestResult } from './store.js';
import type { StudySpec } from './study-spec.js';
import type { Trial } from './trial.js';

/** Where a study ran, for the one who reads its report a year later. */
export interface Environment {
  readonly hypersweep: string;
  readonly node: string;
  readonly platform: string;
  readonly cpu: string;
  readonly cores: number;
  /** Of each slot its device, such as `wasm` or `cuda:0`: as many trials ran at a time. */
  readonly devices: readonly string[];
  readonly memoryBytes?: number;
  /** GPUs by name, where there are some. */
  readonly gpus?: readonly string[];
  /** Of the repository that the sweep file is in. */
  readonly commit?: GitCommit;
  /** Of the files that trials read. */
  readonly files?: readonly FileDigest[];
}

export interface GitCommit {
  readonly hash: string;
  /** Whether tracked files differed from it; left out where that could not be told in time. */
  readonly changed?: boolean;
}

export interface FileDigest {
  /** From the sweep file's folder. */
  readonly path: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** All that is known of a study: what reports are written from. */
export interface StudyRecord {
  readonly spec: StudySpec;
  /** The sweep file as it was run; empty for a study started from code. */
  readonly sweepText: string;
  readonly trials: readonly Trial[];
  readonly status: StudyStatus;
  readonly elapsedMs: number;
  /** Of the winner. */
  readonly test?: TestResult;
  /** Of final retrainings (trials with the purpose `finalize`), by their numbers; left out where none was measured on test data. */
  readonly finalTests?: readonly TestResult[];
  /** What the winner takes for what, of a study of classifiers that has come to its end. */
  readonly confusions?: WinnerConfusions;
  readonly environment?: Environment;
  /** What the sampler and the pruner chose where the choice was left to them, a sentence each. */
  readonly choices?: readonly string[];
  /** What was doubtful about the data before the first trial, a sentence or two each. */
  readonly dataWarnings?: readonly string[];
  /** What people asked of it while it ran, and what became of that. */
  readonly requests?: readonly RecordedRequest[];
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}
