import { UsageError } from '../../core/errors.js';
import { continueStudy } from '../../session/begin.js';
import { studyReference, studyRoot } from '../../session/study-root.js';
import { milliseconds } from '../milliseconds.js';
import { type SearchOptions, search } from '../search.js';

export interface ResumeOptions extends SearchOptions {
  readonly more?: number;
  readonly trials?: number;
  readonly time?: string;
  readonly workers?: number;
  readonly devices?: readonly string[];
  readonly perDevice?: number;
}

export async function resume(study: string, sweep: string | undefined, options: ResumeOptions): Promise<number> {
  const root = studyRoot(study, options.results);
  const { more, trials, workers, devices, perDevice } = options;
  const timeMs = milliseconds(options.time);
  const atHand = continueStudy(root, {
    reference: studyReference(root, options.results),
    ...(sweep !== undefined && { sweep }),
    ...(more !== undefined && { more }),
    ...(trials !== undefined && { trials }),
    ...(workers !== undefined && { workers }),
    ...(devices !== undefined && { devices }),
    ...(perDevice !== undefined && { perDevice }),
    ...(timeMs !== undefined && { timeMs }),
  });
  if (atHand.spec.task.kind === 'inline') {
    atHand.open.close();
    throw new UsageError(`${study} was started from code: run its program again with \`resume: true\``);
  }
  return search(atHand, options, atHand.notes);
}
