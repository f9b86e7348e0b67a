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
  if (job.logFile === undefined) return { line() {}, end() {} };
  mkdirSync(dirname(job.logFile), { recursive: true });
  let file: number | undefined = openSync(job.logFile, 'a');
  const log: TrialLog = {
    line(text) {
      if (file !== undefined) writeSync(file, `${new Date().toISOString()} ${text.trimEnd()}\n`);
    },
    end(outcome) {
      log.line(outcomeLine(outcome));
      if (file !== undefined) closeSync(file);
      file = undefined;
    },
  };
  log.line(`trial ${job.trialNumber}, attempt ${job.attempt}: ${JSON.stringify(job.params)}`);
  return log;
}

/** Adds the end of a trial whose thread or process died with its log open. */
export function appendOutcome(job: TrialJob, outcome: TrialOutcome): void {
  openTrialLog(job).end(outcome);
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
