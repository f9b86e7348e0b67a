import { toLoss } from '../../core/objective.js';
import { testValue } from '../verdict.js';
import { countText, numberText } from '../wording.js';
import { besideBest, freshSeedsOf, pText } from './fresh-seeds.js';
import type { SideBySide, StudySide } from './side-by-side.js';

/** Which study's winner is the best: by fresh seeds where all studies have some, else by what the searches saw. */
export function verdict(compared: SideBySide): string {
  const honest = besideBest(compared);
  const isOfAll = honest && honest.others.length + 1 === compared.studies.length;
  if (isOfAll) return verdictOfSeeds(compared, honest);
  const some = compared.studies.flatMap((study) => freshSeedsOf(study, compared.objective) ?? []);
  const figures = some.map(({ study, text, losses }) => `${study.name} ${text} (${countText(losses.length, 'seed')})`);
  const note =
    some.length === 0
      ? ''
      : ` Those are values that the searches chose by. By fresh seeds, which not all studies have: ${figures.join(', ')}.`;
  return `${verdictOfSearches(compared)}${note}`;
}

/** By what to expect of the winners when they are trained once more. */
function verdictOfSeeds({ objective }: SideBySide, { best, others }: NonNullable<ReturnType<typeof besideBest>>): string {
  const figure = `${objective.metric} ${best.text} over ${countText(best.losses.length, 'fresh seed')}`;
  const beside = others.map(({ study, by, pValue }) => {
    const difference =
      by === 0
        ? `no better than that of ${study.name}`
        : `${numberText(Number(by.toPrecision(2)))} better than that of ${study.name}`;
    if (pValue === undefined) return `${difference} (too few seeds to test)`;
    return `${difference} (${pText(pValue)}${pValue <= 0.05 ? '' : ', which may be chance'})`;
  });
  return `By fresh seeds the winner of ${best.study.name} is the best of ${countText(others.length + 1, 'study', 'studies')}: ${figure}, ${beside.join(', ')}.`;
}

/** By the best values that the searches saw. */
function verdictOfSearches({ objective, studies }: SideBySide): string {
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
export function cautions({ objective, studies }: SideBySide): string[] {
  const withSeeds = studies.filter((study) => freshSeedsOf(study, objective)).length;
  return [
    withSeeds === 0
      ? 'Best values are those that the searches chose by, of one seed each: they are too good, more so the noisier the metric and the more trials there were. Keys `repeats` and `finalize` of a sweep file run the best ones again.'
      : 'Values over fresh seeds are what to expect of a winner that is trained once more, with 95 % confidence intervals; p-values are of Welch’s two-sided tests, with Holm’s correction. Best values "as the search saw it", and their course, are of one seed each, and too good.',
    'Each study is one search with one seed: that one found more than another may be luck, the less so the more trials they had.',
    'Values are of the trials as each study ran them; with other data, splits or epochs they do not compare. The settings that differ are below.',
  ];
}
