import type { SideBySidePage } from './page.js';

/** What a pointer over the chart shows: each study's best by then. Built from elements, so that names stay names. */
export function describeEffort({ data, effort, numberText, durationText }: SideBySidePage, spent: number): HTMLElement {
  const element = (tag: string, text = '') => Object.assign(document.createElement(tag), { textContent: text });
  const kind = effort();
  const box = element('div');
  box.className = 'tip';
  box.append(element('strong', kind === 'time' ? `After ${durationText(spent)}` : `After ${numberText(spent)} ${kind}`));
  const list = element('dl');
  for (const { name, points } of data.studies) {
    const value = points.findLast((point) => point[kind] <= spent)?.value;
    list.append(element('dt', name), element('dd', value === undefined ? '–' : numberText(value)));
  }
  box.append(list);
  return box;
}
