import type { TrialData } from '../report-data.js';
import type { Page } from './page.js';

/** Built from elements and not from HTML text, so that names stay names. */
export function describeTrial({ data, numberText }: Page, trial: TrialData): HTMLElement {
  const element = (tag: string, text = '') => Object.assign(document.createElement(tag), { textContent: text });
  const box = element('div');
  box.className = 'tip';
  box.append(element('strong', `Trial ${trial.number}${trial.number === data.best ? ', the best' : ''}`), ` ${trial.state}`);
  const list = element('dl');
  const line = (name: string, text: string) => list.append(element('dt', name), element('dd', text));
  if (trial.value !== null) line(data.objective.metric, numberText(trial.value));
  data.axes.forEach(({ name }, index) => {
    const text = trial.texts[index];
    if (typeof text === 'string') line(name, text);
  });
  box.append(list);
  return box;
}
