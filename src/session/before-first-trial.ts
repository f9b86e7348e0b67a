import { basename } from 'node:path';
import type { StudyEvent } from '../core/events.js';
import type { ModuleSpec, TrainingSpec } from '../core/task-spec.js';
import { moduleName } from '../trials/own-module.js';

/** How long a person may be left without a word. */
const silenceMs = 3000;

/** The result of work that the first trial waits for. What it is, is said once it takes long. */
export async function toldWhenLong<T>(work: Promise<T>, what: string, emit: (event: StudyEvent) => void): Promise<T> {
  const message = `${what} takes longer than ${silenceMs / 1000} s; Ctrl-C ends the run`;
  const timer = setTimeout(() => emit({ type: 'notice', at: Date.now(), level: 'info', message }), silenceMs);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
  }
}

export function loading({ url }: ModuleSpec, workers: number): string {
  return `Loading ${moduleName(url)} in ${workers} worker${workers === 1 ? '' : 's'}`;
}

/** The look at a task's data, in which the losses of the user's own are tried. */
export function checking(task: TrainingSpec): string {
  if (translates(task)) return 'Back-translating the training texts';
  const { data } = task;
  const files = 'train' in data ? [data.train, data.validation, data.test].flatMap(firstPath) : [data.kind];
  const losses = Object.values(task.ownLosses ?? {}).map((url) => moduleName(url));
  return `Reading and checking ${[...files, ...losses].join(', ')}`;
}

export function translates(task: TrainingSpec): boolean {
  return task.kind === 'text-classification' && task.augmentation?.backTranslation !== undefined;
}

/** Of a file, or of two side by side. */
function firstPath(files: string | Readonly<Record<string, string>> | undefined): string[] {
  if (files === undefined) return [];
  const paths = typeof files === 'string' ? [files] : Object.values(files);
  return paths.slice(0, 1).map((path) => basename(path));
}
