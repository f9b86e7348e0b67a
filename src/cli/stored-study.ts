import type { StudyOverview } from '../core/events.js';
import type { StudyRecord } from '../core/study-record.js';
import { readStudyRecord } from '../session/study-record.js';
import { studyRoot } from '../session/study-root.js';
import { overviewOf } from '../study/overview.js';

export interface StoredStudy {
  readonly root: string;
  readonly record: StudyRecord;
  readonly overview: StudyOverview;
}

/** A study to look at, also while it runs. */
export function storedStudy(study: string, resultsFolder: string): StoredStudy {
  const root = studyRoot(study, resultsFolder);
  const record = readStudyRecord(root);
  return { root, record, overview: overviewOf(record.spec) };
}
