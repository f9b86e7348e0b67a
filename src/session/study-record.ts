import type { StudyRecord } from '../core/study-record.js';
import { objectivesOf, type StudySpec } from '../core/study-spec.js';
import { isStudyRunning, type OpenStudy, openStudy } from '../storage/studies.js';
import { incumbent } from '../study/leaderboard.js';
import { storedSpec } from './stored-spec.js';

/** All that is known of a study, also while another process runs it. */
export function readStudyRecord(root: string): StudyRecord {
  const open = openStudy(root, { mode: 'read' });
  try {
    return recordOf(open, storedSpec(open));
  } finally {
    open.close();
  }
}

export function recordOf({ store, folder }: OpenStudy, spec: StudySpec): StudyRecord {
  const { sweepText, environment, createdAt } = store.description();
  const status = store.status();
  const trials = store.trials();
  const winner = incumbent(trials, objectivesOf(spec))?.number;
  const test = store.testResult();
  const finalTests = store.finalTests();
  const confusions = store.confusions();
  const choices = store.choices();
  const dataWarnings = store.dataWarnings();
  const requests = store.requests();
  return {
    spec,
    sweepText,
    trials,
    status: status === 'running' && !isStudyRunning(folder) ? 'interrupted' : status,
    elapsedMs: store.elapsedMs(),
    createdAt,
    ...(environment && { environment }),
    ...(choices.length > 0 && { choices }),
    ...(dataWarnings.length > 0 && { dataWarnings }),
    ...(requests.length > 0 && { requests }),
    // Of an earlier winner it would say nothing about this one.
    ...(test?.trialNumber === winner && test && { test }),
    ...(finalTests.length > 0 && { finalTests }),
    ...(confusions?.trialNumber === winner && confusions && { confusions }),
  };
}
