import { searchedParameters } from '../searched-parameters.js';
import { choiceText } from '../wording.js';
import { rowsOf, type StudyRow } from './rows.js';
import type { StudySide } from './side-by-side.js';

/** The parameters of each study's best trial: those that at least one study searched. */
export function winnerRows(studies: readonly StudySide[]): StudyRow[] {
  const searched = new Set(studies.flatMap(({ record }) => searchedParameters(record.spec.space).map(({ name }) => name)));
  const winners = studies.map(({ summary }) => {
    const params = Object.entries(summary.best?.params ?? {}).filter(([name]) => searched.has(name));
    return new Map(params.map(([name, value]) => [name, choiceText(value)]));
  });
  return rowsOf(winners);
}
