import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillIn } from '../../core/command-macros.js';
import type { TrialJob, TrialOutcome } from '../../core/executor.js';
import type { ProgramSpec } from '../../core/task-spec.js';
import type { LinkedHandle } from '../linked-handle.js';
import { saysOutOfMemory } from '../settle-trial.js';
import { commandLine } from './command-line.js';
import { MetricFiles } from './metric-files.js';
import { type MetricRecord, parseJsonLine } from './metric-record.js';
import { nestedParams } from './nested-params.js';
import { compilePattern, matchPatterns } from './output-patterns.js';
import { programEnvironment } from './program-environment.js';
import { ProgramReports } from './program-reports.js';

/** How soon what a program writes to files is read. */
const lookAtFilesEveryMs = 300;

/** What is kept of a program's output to explain its end by, in UTF-16 units. */
const lastWordsLength = 8192;

export interface ProgramStart {
  readonly command: readonly string[];
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** A line of its standard output, or of its standard error. */
  readonly onOutput: (line: string, stream: 'stdout' | 'stderr') => void;
  /** A line on the descriptor that it reports over. */
  readonly onReport: (line: string) => void;
}

export type ProgramEnd =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'killed'; readonly signal: string }
  | { readonly kind: 'unstarted'; readonly message: string };

/** A program that runs, in a process group of its own. */
export interface RunningProgram {
  /** Once none of its processes is left and all its output has been passed on. Never rejects. */
  readonly ended: Promise<ProgramEnd>;
  /** A line on the descriptor that it reports over. */
  answer(line: string): void;
}

/** Runs a program as a trial. `deviceEnvironment`: variables that tie it to its slot's device. */
export async function runProgramTrial(
  task: ProgramSpec,
  job: TrialJob,
  handle: LinkedHandle,
  deviceEnvironment: NodeJS.ProcessEnv,
  start: (program: ProgramStart) => RunningProgram,
): Promise<TrialOutcome> {
  const scratch = mkdtempSync(join(tmpdir(), 'hypersweep-trial-'));
  try {
    const folder = job.artifactFolder ?? scratch;
    mkdirSync(folder, { recursive: true });
    const argsFile = join(scratch, 'args.json');
    const params = nestedParams(job.params, task);
    writeFileSync(argsFile, JSON.stringify(params));
    const environment = { ...process.env, ...deviceEnvironment, ...programEnvironment(job, params, folder, process.env) };
    const values = { trial_folder: folder, trial: String(job.trialNumber), seed: String(job.seed) };
    const command = commandLine(task, { params, argsFile, values, environment });
    const files = new MetricFiles(task.metrics, task.folder, (path) => fillIn(path, values, environment));
    return await converse(task, job, handle, { command, folder: task.folder, environment }, files, start);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function converse(
  { metrics: { patterns = [], step } }: ProgramSpec,
  job: TrialJob,
  handle: LinkedHandle,
  program: Pick<ProgramStart, 'command' | 'folder' | 'environment'>,
  files: MetricFiles,
  start: (program: ProgramStart) => RunningProgram,
): Promise<TrialOutcome> {
  const compiled = patterns.map(compilePattern);
  let verdict: Promise<'continue' | 'stop'> | undefined;
  const reports = new ProgramReports(
    job.objective.metric,
    (number, metrics) => {
      verdict = handle.report(number, metrics);
    },
    { step, ...(job.resumeStep !== undefined && { lastStep: job.resumeStep }) },
  );
  let lastWords = '';
  let lastLine = '';
  const take = (record: MetricRecord | undefined) => record !== undefined && reports.take(record);

  handle.log(`in ${program.folder}: ${program.command.map(quoted).join(' ')}`);
  const running = start({
    ...program,
    onOutput(line, stream) {
      handle.log(line);
      lastWords = `${lastWords}${line}\n`.slice(-lastWordsLength);
      if (line.trim() !== '') lastLine = line.trim();
      const isTaken = stream === 'stdout' && take(parseJsonLine(line));
      if (!isTaken && compiled.length > 0) take(matchPatterns(compiled, line));
    },
    // Each line is answered, in order: one that is no report, by what was said last.
    onReport(line) {
      take(parseJsonLine(line));
      void (verdict ?? Promise.resolve('continue')).then((answer) => running.answer(handle.toldToStop ? 'stop' : answer));
    },
  });
  const look = () => {
    for (const record of files.news()) take(record);
  };
  const looking = files.grow ? setInterval(look, lookAtFilesEveryMs) : undefined;
  const end = await running.ended;
  clearInterval(looking);
  look();
  await handle.settled();
  if (handle.toldToStop) return { kind: 'pruned' };
  if (end.kind !== 'exited' || end.code !== 0) return failure(end, lastWords, lastLine);
  reports.conclude(files.result() ?? {});
  return outcomeOf(reports.latest, job.objective.metric);
}

function outcomeOf(metrics: Readonly<Record<string, number>>, metric: string): TrialOutcome {
  const value = metrics[metric];
  if (value === undefined) {
    const names = Object.keys(metrics).join(', ');
    const reported = names || `nothing: print lines such as {"step": 3, "${metric}": 0.41}, or say under \`metrics\` where it is`;
    const message = `ended without a value of "${metric}"; it reported ${reported}`;
    return { kind: 'failed', reason: 'error', message };
  }
  if (Number.isFinite(value)) return { kind: 'complete', metrics };
  return { kind: 'failed', reason: 'diverged', message: `${metric} is ${value}` };
}

function failure(end: ProgramEnd, lastWords: string, lastLine: string): TrialOutcome {
  if (end.kind === 'unstarted') return { kind: 'failed', reason: 'error', message: end.message };
  const how = end.kind === 'killed' ? `was killed by ${end.signal}` : `ended with exit code ${end.code}`;
  const message = lastLine === '' ? how : `${how}: ${lastLine}`;
  const reason = saysOutOfMemory(lastWords) ? 'out-of-memory' : end.kind === 'killed' ? 'crashed' : 'error';
  return { kind: 'failed', reason, message };
}

/** As a shell would need it, for whoever wants to run it again. */
function quoted(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", `'\\''`)}'`;
}
