import type { StudyRecord } from '../core/study-record.js';
import { objectivesOf } from '../core/study-spec.js';
import { isRepeat } from '../study/configurations.js';
import { tallyText } from '../study/tally.js';
import { type CertainConfiguration, type Certainty, certaintyOf } from './certainty.js';
import { expectedOfWinner, plusMinus, untoldText } from './certainty-text.js';
import { searchedParameters } from './searched-parameters.js';
import { type BestTrial, type Summary, summarise } from './summary.js';
import { testMetricOf } from './test-metric.js';
import { choiceText, countText, durationText, numberText } from './wording.js';

/** More would hide the sentence behind the list. */
const mostParametersNamed = 6;

/** What came out, in one sentence: `Trial 37 reached val_accuracy 0.812 (test 0.806) after 60 trials in 4m 12s: ...`. */
export function verdict(record: StudyRecord): string {
  const summary = summarise(record);
  const repeats = record.trials.filter(isRepeat).length;
  const searched = countText(summary.trials.total - repeats, 'trial');
  const effort = `${searched}${repeats > 0 ? ` and ${countText(repeats, 'repeat')}` : ''} in ${durationText(summary.elapsedMs)}`;
  if (summary.trials.total === 0) return 'No trial has run yet.';
  if (!summary.best) return `No trial is complete after ${effort}: ${tallyText(summary.trials)}.`;
  const certainty = certaintyOf(record);
  const winner = certainty?.configurations[0];
  const further = objectivesOf(record.spec).slice(1);
  const figures = [
    certainty && winner
      ? `${summary.metric} ${honestText(certainty, winner)}`
      : `${summary.metric} ${numberText(summary.best.value)}${testedText(summary)}`,
    ...further.map(({ metric }) => `${metric} ${numberText(summary.best?.metrics[metric] ?? Number.NaN)}`),
  ].join(', ');
  const settings = namedParameters(record, summary.best);
  const onFront = summary.front ? `, the first of ${countText(summary.front.length, 'trial')} on the Pareto front,` : '';
  const sentence = `Trial ${summary.best.trial}${onFront} reached ${figures} after ${effort}${settings ? `: ${settings}` : ''}.`;
  return certainty ? `${sentence} ${untoldText(certainty)}` : sentence;
}

function testedText(summary: Summary): string {
  const test = testValue(summary);
  return test === undefined ? '' : ` (test ${numberText(test)})`;
}

/** `0.801 ± 0.006 over 5 fresh seeds (test 0.797 ± 0.008)`: what to expect of the winner, not its mean, which is the best of several. */
function honestText(certainty: Certainty, { seeds, test }: CertainConfiguration): string {
  const expected = expectedOfWinner(certainty);
  const tested = test ? ` (test ${plusMinus(test)})` : '';
  return `${expected ? plusMinus(expected) : ''} over ${countText(seeds, 'fresh seed')}${tested}`;
}

/**
 * The objective's counterpart on the test data.
 * Nothing when another trial than the best was tested.
 */
export function testValue({ best, test, metric }: Summary): number | undefined {
  if (!best || test?.trial !== best.trial) return undefined;
  return testMetricOf(test.metrics, metric);
}

function namedParameters(record: StudyRecord, best: BestTrial): string {
  const present = searchedParameters(record.spec.space).filter(({ name }) => best.params[name] !== undefined);
  const named = present.slice(0, mostParametersNamed).map(({ name }) => `${name} ${choiceText(best.params[name] ?? null)}`);
  if (present.length > named.length) named.push(`and ${present.length - named.length} more`);
  return named.join(', ');
}
