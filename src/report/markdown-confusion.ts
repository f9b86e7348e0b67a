import type { Confusion } from '../core/confusion.js';
import type { StudyRecord } from '../core/study-record.js';
import { averagesOf, scoreCells, scoreColumns, scoreTable, worstFirst } from './class-scores.js';
import { classRows, frequentMistakes, mostClassesInMatrix } from './confusion.js';
import { table } from './markdown-text.js';
import { shareText } from './wording.js';

/** What the winner takes for what; empty where that is not known. */
export function confusionSection({ confusions }: StudyRecord): string {
  if (!confusions) return '';
  const { trialNumber, validation, test } = confusions;
  return [
    `## What trial ${trialNumber} takes for what`,
    confusionPart('validation', validation),
    scoresPart('validation', validation),
    ...(test ? [confusionPart('test', test), scoresPart('test', test)] : []),
  ].join('\n\n');
}

/** Rows are the true classes, columns what they were taken for; of many classes only the most frequent mistakes. */
function confusionPart(where: string, confusion: Confusion): string {
  if (confusion.labels.length <= mostClassesInMatrix) {
    const rows = classRows(confusion).map(({ label, counts, found }) => [
      label,
      ...counts.map((count) => (count === 0 ? '' : String(count))),
      found === undefined ? '–' : shareText(found),
    ]);
    return `On the ${where} data, taken for:\n\n${table(['class', ...confusion.labels, 'found'], rows)}`;
  }
  const mistakes = frequentMistakes(confusion);
  if (mistakes.length === 0) return `No mistakes on the ${where} data.`;
  const rows = mistakes.map(({ truth, predicted, count, share }) => [truth, predicted, String(count), shareText(share)]);
  return `The most frequent mistakes on the ${where} data:\n\n${table(['class', 'taken for', 'times', 'of its examples'], rows)}`;
}

/** How well each class is told from the others; of many classes those that are told worst. */
function scoresPart(where: string, confusion: Confusion): string {
  const scored = scoreTable(confusion);
  const { classes } = scored;
  const areMany = classes.length > mostClassesInMatrix;
  const shown = areMany ? worstFirst(classes).slice(0, mostClassesInMatrix) : classes;
  const which = areMany ? `The ${shown.length} classes that are told apart worst` : 'Each class';
  const rows = [...shown, ...averagesOf(scored)].map((scores) => [scores.label, ...scoreCells(scores)]);
  return `${which} on the ${where} data:\n\n${table(['class', ...scoreColumns], rows)}`;
}
