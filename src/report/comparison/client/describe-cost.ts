import type { ComparisonPage } from './page.js';

/** What a pointer over the chart shows: each method's mean regret there. Built from elements, so that names stay names. */
export function describeCost({ data, numberText }: ComparisonPage, cost: number): HTMLElement {
  const element = (tag: string, text = '') => Object.assign(document.createElement(tag), { textContent: text });
  const box = element('div');
  box.className = 'tip';
  box.append(element('strong', `At a cost of ${numberText(cost)}`));
  const list = element('dl');
  for (const { name, curve } of data.methods) {
    const mean = curve.findLast(([at]) => at <= cost)?.[1];
    const atEnd = mean !== undefined && mean <= data.range[0];
    list.append(
      element('dt', name),
      element('dd', mean === undefined ? '–' : atEnd ? `≤ ${numberText(mean)}` : numberText(mean)),
    );
  }
  box.append(list);
  return box;
}
