import type { TrialData } from '../report-data.js';
import type { Page } from './page.js';

/** The trials that a chart of marks or lines draws: all, or of very many an even choice, with the best and the one picked. */
export function thinned(
  { data, selection }: Pick<Page, 'data' | 'selection'>,
  trials: readonly TrialData[],
): readonly TrialData[] {
  const most = data.mostDrawn;
  if (trials.length <= most) return trials;
  return trials.filter(
    ({ number }, index) =>
      Math.floor(((index + 1) * most) / trials.length) > Math.floor((index * most) / trials.length) ||
      number === data.best ||
      number === selection.trial(),
  );
}
