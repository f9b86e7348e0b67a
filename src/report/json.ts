import type { StudyRecord } from '../core/study-record.js';
import type { Where } from '../study/where-failed.js';
import { type FailureGroup, failuresByReason } from './early-endings.js';
import type { Exporter } from './exporter.js';
import { type Interactions, tellingForest } from './interactions.js';
import { type Summary, summarise } from './summary.js';
import { renderTrialsJsonl } from './trials-jsonl.js';

/** Both files of the format. */
export const exportJson: Exporter = (record) => [
  { path: 'trials.jsonl', content: renderTrialsJsonl(record) },
  { path: 'summary.json', content: renderSummaryJson(record) },
];

/** The study in figures, with what takes longer to find out. */
interface SummaryFile extends Summary {
  /** Left out where no trial failed. */
  readonly failures?: readonly Failures[];
  /** What parameters decide alone and two together; left out where too few trials are complete to tell. */
  readonly interactions?: Interactions;
}

/** What went wrong, the most frequent reason first. */
interface Failures {
  readonly reason: FailureGroup['reason'];
  readonly trials: readonly number[];
  /** Of the first such trial. */
  readonly message: string;
  /** The part of the space where such failures are, if one stands out: how many of how many trials are in there, and elsewhere. */
  readonly where: Where | null;
}

export function renderSummaryJson(record: StudyRecord): string {
  const failures = failuresByReason(record.trials, record.spec.space);
  const interactions = tellingForest(record)?.interactions;
  const content: SummaryFile = {
    ...summarise(record),
    ...(failures.length > 0 && {
      failures: failures.map(({ reason, trialNumbers: trials, message, where = null }) => ({ reason, trials, message, where })),
    }),
    ...(interactions && { interactions }),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}
