import type { TrialData } from '../report-data.js';
import type { Page } from './page.js';

export function describeTrial({ data, numberText, describeValues }: Page, trial: TrialData): HTMLElement {
  const lines = data.axes.flatMap(({ name }, index): [string, string][] => {
    const text = trial.texts[index];
    return typeof text === 'string' ? [[name, text]] : [];
  });
  if (trial.value !== null) lines.unshift([data.objective.metric, numberText(trial.value)]);
  return describeValues(lines, `Trial ${trial.number}${trial.number === data.best ? ', the best' : ''} ${trial.state}`);
}
