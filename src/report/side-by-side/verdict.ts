import { toLoss } from '../../core/objective.js';
import { testValue } from '../verdict.js';
import { countText, numberText } from '../wording.js';
import type { SideBySide, StudySide } from './side-by-side.js';

/** Which study found the best, in one sentence. */
export function verdict({ objective, studies }: SideBySide): string {
  const lossOf = ({ summary }: StudySide) => (summary.best ? toLoss(objective, summary.best.value) : Number.POSITIVE_INFINITY);
  const [first, second] = studies.toSorted((a, b) => lossOf(a) - lossOf(b)) as [StudySide, StudySide];
  if (!first.summary.best) return `None of the ${countText(studies.length, 'study', 'studies')} has a complete trial.`;
  const test = testValue(first.summary);
  const tested = test === undefined ? '' : ` (test ${numberText(test)})`;
  const figure = `${objective.metric} ${numberText(first.summary.best.value)}${tested}`;
  if (!second.summary.best) return `Only ${first.name} has a complete trial: ${figure}.`;
  const distance = lossOf(second) - lossOf(first);
  if (distance === 0) return `${first.name} and ${second.name} found equally good trials: ${figure}.`;
  return `${first.name} found the best of ${countText(studies.length, 'study', 'studies')}: ${figure}, ${numberText(distance)} better than ${second.name}.`;
}

/** What the reader must know before drawing conclusions. */
export const cautions = [
  'Each study is one search with one seed: that one found more than another may be luck, the less so the more trials they had.',
  'Values are of the trials as each study ran them; with other data, splits or epochs they do not compare. The settings that differ are below.',
];
