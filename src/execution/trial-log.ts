import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { TrialJob, TrialOutcome } from '../core/executor.js';

/** A trial's own words, for the one who asks why it failed. A line is with the system when `line` returns: a crash loses none. */
export interface TrialLog {
  line(text: string): void;
  /** Writes how the trial ended and closes the file; lines after that are dropped. */
  end(outcome: TrialOutcome): void;
}

/** Opens the job's log for appending: all attempts of a trial share one file. */
export function openTrialLog(job: TrialJob): TrialLog {
  const log = openToAppend(job);
  log.line(`trial ${job.trialNumber}, attempt ${job.attempt}: ${JSON.stringify(job.params)}`);
  return log;
}

/** Adds the end of a trial whose thread or process died with its log open, and what it printed last. */
export function appendDeath(job: TrialJob, outcome: TrialOutcome, lastWords = ''): void {
  const log = openToAppend(job);
  if (lastWords.trim() !== '') log.line(lastWords);
  log.end(outcome);
}

function openToAppend({ logFile }: TrialJob): TrialLog {
  if (logFile === undefined) return { line() {}, end() {} };
  mkdirSync(dirname(logFile), { recursive: true });
  let file: number | undefined = openSync(logFile, 'a');
  const line = (text: string) => {
    if (file !== undefined) writeSync(file, `${new Date().toISOString()} ${text.trimEnd()}\n`);
  };
  const end = (outcome: TrialOutcome) => {
    line(outcomeLine(outcome));
    if (file !== undefined) closeSync(file);
    file = undefined;
  };
  return { line, end };
}

function outcomeLine(outcome: TrialOutcome): string {
  switch (outcome.kind) {
    case 'complete':
      return `complete: ${JSON.stringify(outcome.metrics)}`;
    case 'failed':
      return `failed (${outcome.reason}): ${outcome.message}`;
    case 'pruned':
    case 'interrupted':
      return 'stopped';
  }
}
