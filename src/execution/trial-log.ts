import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { TrialJob, TrialOutcome } from '../core/executor.js';

/**
 * A trial's own words, for the one who asks why it failed. A line is with the system when `line` returns: a crash loses none. What
 * the disk refuses is dropped: a trial does not fail for its log.
 */
export interface TrialLog {
  line(text: string): void;
  /** Writes how the trial ended and closes the file; lines after that are dropped. */
  end(outcome: TrialOutcome): void;
}

/**
 * The job's log, for appending: all attempts of a trial share one file. It is made by the trial's first word, or by its failure:
 * of a silent trial that went well the store knows all that there is.
 */
export function openTrialLog(job: TrialJob): TrialLog {
  const { logFile } = job;
  if (logFile === undefined) return { line() {}, end() {} };
  let file: number | undefined;
  let ended = false;
  const line = (text: string) => {
    if (ended) return;
    try {
      file ??= openToAppend(logFile, `trial ${job.trialNumber}, attempt ${job.attempt}: ${JSON.stringify(job.params)}`);
      write(file, text);
    } catch {
      // The store, which shares the disk, is about to say what is wrong with it.
    }
  };
  const end = (outcome: TrialOutcome) => {
    if (file !== undefined || outcome.kind === 'failed') line(outcomeLine(outcome));
    if (file !== undefined) closeSync(file);
    ended = true;
  };
  return { line, end };
}

/** Adds the end of a trial whose thread or process died with its log open, and what it printed last. */
export function appendDeath(job: TrialJob, outcome: TrialOutcome, lastWords = ''): void {
  const log = openTrialLog(job);
  if (lastWords.trim() !== '') log.line(lastWords);
  log.end(outcome);
}

function openToAppend(path: string, firstLine: string): number {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, 'a');
  write(file, firstLine);
  return file;
}

function write(file: number, text: string): void {
  writeSync(file, `${new Date().toISOString()} ${text.trimEnd()}\n`);
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
