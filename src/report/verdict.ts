import type { StudyRecord } from '../core/study-record.js';
import { objectivesOf } from '../core/study-spec.js';
import { tallyText } from '../study/tally.js';
import { searchedParameters } from './searched-parameters.js';
import { type BestTrial, type Summary, summarise } from './summary.js';
import { choiceText, countText, durationText, numberText } from './wording.js';

/** More would hide the sentence behind the list. */
const mostParametersNamed = 6;

/** What came out, in one sentence: `Trial 37 reached val_accuracy 0.812 (test 0.806) after 60 trials in 4m 12s: ...`. */
export function verdict(record: StudyRecord): string {
  const summary = summarise(record);
  const effort = `${countText(summary.trials.total, 'trial')} in ${durationText(summary.elapsedMs)}`;
  if (summary.trials.total === 0) return 'No trial has run yet.';
  if (!summary.best) return `No trial is complete after ${effort}: ${tallyText(summary.trials)}.`;
  const test = testValue(summary);
  const tested = test === undefined ? '' : ` (test ${numberText(test)})`;
  const further = objectivesOf(record.spec).slice(1);
  const figures = [
    `${summary.metric} ${numberText(summary.best.value)}${tested}`,
    ...further.map(({ metric }) => `${metric} ${numberText(summary.best?.metrics[metric] ?? Number.NaN)}`),
  ].join(', ');
  const settings = namedParameters(record, summary.best);
  const onFront = summary.front ? `, the first of ${countText(summary.front.length, 'trial')} on the Pareto front,` : '';
  return `Trial ${summary.best.trial}${onFront} reached ${figures} after ${effort}${settings ? `: ${settings}` : ''}.`;
}

/**
 * The objective's counterpart on the test data: `val_accuracy` is met by `test_accuracy`, `accuracy` or `val_accuracy`.
 * Nothing when another trial than the best was tested.
 */
export function testValue({ best, test, metric }: Summary): number | undefined {
  if (!best || test?.trial !== best.trial) return undefined;
  const bare = metric.replace(/^val(idation)?_/, '');
  return test.metrics[`test_${bare}`] ?? test.metrics[bare] ?? test.metrics[metric];
}

function namedParameters(record: StudyRecord, best: BestTrial): string {
  const present = searchedParameters(record.spec.space).filter(({ name }) => best.params[name] !== undefined);
  const named = present.slice(0, mostParametersNamed).map(({ name }) => `${name} ${choiceText(best.params[name] ?? null)}`);
  if (present.length > named.length) named.push(`and ${present.length - named.length} more`);
  return named.join(', ');
}
