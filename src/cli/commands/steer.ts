import { UsageError } from '../../core/errors.js';
import type { Request } from '../../core/steering.js';
import type { Params } from '../../core/trial.js';
import { remoteSteering } from '../../session/remote-steering.js';
import { readStudyRecord } from '../../session/study-record.js';
import { studyReference, studyRoot } from '../../session/study-root.js';
import { changedPoint, pointFrom } from '../../sweep-file/point.js';
import { exitCodes } from '../ending.js';
import { milliseconds } from '../milliseconds.js';
import { printJson } from '../output.js';

export interface SteerOptions {
  readonly results: string;
  readonly json?: boolean;
}

/** Asks a study for something, and says what became of it. */
export async function steer(study: string, request: Request, { results, json }: SteerOptions): Promise<number> {
  const root = studyRoot(study, results);
  const answer = await remoteSteering(root, studyReference(root, results)).submit(request);
  if (json) printJson(answer);
  else if (answer.outcome === 'refused') console.error(answer.message);
  else console.log(answer.message);
  return answer.outcome === 'refused' ? exitCodes.usage : exitCodes.done;
}

export interface EnqueueOptions extends SteerOptions {
  readonly params?: string;
  readonly like?: number;
  readonly set?: readonly string[];
}

/** Puts a point in line: one that is given whole, or one made from a trial's. */
export async function enqueue(study: string, options: EnqueueOptions): Promise<number> {
  const { spec, trials } = readStudyRecord(studyRoot(study, options.results));
  const { like } = options;
  const given = like === undefined ? parameters(options) : changedPoint(spec.space, paramsOf(like, trials), options.set ?? []);
  const params = pointFrom(spec.space, given, like === undefined ? '--params' : `trial ${like} with --set`);
  return steer(study, { kind: 'enqueue', params, ...(like !== undefined && { like }) }, options);
}

export interface SetOptions extends SteerOptions {
  readonly workers?: number;
  readonly trials?: number;
  readonly time?: string;
}

export async function set(study: string, { workers, trials, time, ...options }: SetOptions): Promise<number> {
  const timeMs = milliseconds(time);
  const changes = Object.fromEntries(
    Object.entries({ workers, trials, timeMs }).filter((entry): entry is [string, number] => entry[1] !== undefined),
  );
  if (Object.keys(changes).length === 0) throw new UsageError('Expected --workers, --trials or --time: what is to be set?');
  return steer(study, { kind: 'set', ...changes }, options);
}

function parameters({ params, set: changes }: EnqueueOptions): Readonly<Record<string, unknown>> {
  if (params === undefined)
    throw new UsageError(`Expected --params '{ "lr": 0.01, ... }', or --like with the number of a trial and --set lr=0.01`);
  if (changes !== undefined) throw new UsageError('Expected --set beside --like, whose parameters it changes');
  let value: unknown;
  try {
    value = JSON.parse(params);
  } catch (error) {
    throw new UsageError(`Expected --params to be JSON such as '{ "lr": 0.01 }': ${(error as Error).message}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UsageError(`Expected --params to be a JSON object such as '{ "lr": 0.01 }', got ${params}`);
  return value as Readonly<Record<string, unknown>>;
}

function paramsOf(trialNumber: number, trials: readonly { readonly number: number; readonly params: Params }[]): Params {
  const trial = trials.find(({ number }) => number === trialNumber);
  if (trial) return trial.params;
  throw new UsageError(`Expected --like to be a trial of the study (0 to ${trials.length - 1}), got ${trialNumber}`);
}
