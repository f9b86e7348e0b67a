import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../core/errors.js';
import type { EndReason } from '../core/events.js';
import type { StudySpec } from '../core/study-spec.js';
import { createStudy, type OpenStudy, openStudy } from '../storage/studies.js';
import { endReason } from '../study/budget.js';
import { applyChanges, type SpecChanges } from './changes.js';
import { version } from './environment.js';
import { type StudyOrigin, storedOrigin, storedSpec } from './stored-spec.js';
import { freeName } from './study-root.js';

/** A study that is open for writing, and what it is. */
export interface StudyAtHand {
  readonly open: OpenStudy;
  readonly spec: StudySpec;
}

export interface NewStudy {
  readonly spec: StudySpec;
  /** Empty for a study started from code. */
  readonly sweepText: string;
  readonly origin: StudyOrigin;
  readonly resultsFolder: string;
}

/** Makes the study's folder. A name that the user chose must be free; the sweep file's own gets a number when it is taken. */
export function beginStudy({ spec, sweepText, origin, resultsFolder }: NewStudy): StudyAtHand {
  const name = origin.changes.name ?? freeName(spec.name, resultsFolder);
  const changes = { ...origin.changes, name };
  const open = createStudy(
    join(resultsFolder, name),
    { name, sweepText, overrides: { ...origin, changes }, createdAt: Date.now() },
    version,
  );
  return { open, spec: applyChanges(spec, changes) };
}

export interface Continuation extends Pick<SpecChanges, 'timeMs' | 'workers' | 'devices' | 'perDevice'> {
  /** How the study is named in a command. */
  readonly reference: string;
  /** Trials on top of the study's total. */
  readonly more?: number;
}

/**
 * Opens a study to go on with it. A longer budget is kept, for the next time too; `timeMs` counts from now.
 * @throws UsageError when the budget is spent: a run that does nothing would only puzzle.
 */
export function continueStudy(root: string, { reference, more, timeMs, ...computing }: Continuation): StudyAtHand {
  const open = openStudy(root, { mode: 'write' });
  try {
    const origin = storedOrigin(open);
    const before = storedSpec(open);
    const trials = open.store.trials();
    const elapsedMs = open.store.elapsedMs();
    const changes = {
      ...origin.changes,
      ...(more !== undefined && { trials: (before.budget.trials ?? trials.length) + more }),
      ...(timeMs !== undefined && { timeMs: elapsedMs + timeMs }),
      ...computing,
    };
    const spec = applyChanges(before, changes);
    const spent = endReason(spec, trials, elapsedMs);
    if (spent !== undefined && spent !== 'all-failed' && !hasMoreToDo(open))
      throw new UsageError(budgetSpent(spent, trials.length, reference));
    open.store.setOverrides({ ...origin, changes });
    return { open, spec };
  } catch (error) {
    open.close();
    throw error;
  }
}

/** Whether a person asked for something meanwhile that may give the study more to do. */
function hasMoreToDo({ store }: OpenStudy): boolean {
  return store.requests().some(({ answer, request }) => !answer && (request.kind === 'enqueue' || request.kind === 'set'));
}

/** Closes a study that cannot run after all. One that has no trial yet leaves nothing behind. */
export function abandonStudy({ open }: StudyAtHand): void {
  const isEmpty = open.store.trials().length === 0;
  open.close();
  if (isEmpty) rmSync(open.folder.root, { recursive: true });
}

function budgetSpent(reason: EndReason, trials: number, reference: string): string {
  const ended = `${reference} has ended after ${trials} trials (its limit: ${reason}).`;
  if (reason === 'trials') return `${ended} To go on: \`hypersweep resume ${reference} --more 20\`.`;
  if (reason === 'time') return `${ended} To go on: \`hypersweep resume ${reference} --time 10m\`.`;
  return `${ended} To search further, change that limit in the sweep file and run it anew.`;
}
