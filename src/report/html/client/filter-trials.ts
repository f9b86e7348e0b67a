import type { TrialDetail } from '../trial-details.js';
import type { Page } from './page.js';

/** The field above the table: what is typed into it keeps trials, beside the brushes, as the filter of the terminal does. */
export function filterTrials(page: Page): void {
  const restMs = 150; // Between two letters; the charts are drawn anew after each pause.
  const field = document.getElementById('trial-filter') as HTMLInputElement | null;
  const mistake = document.getElementById('filter-mistake');
  if (!field || !mistake) return;

  const mentions = ({ number, state, explanation = '', params }: TrialDetail, word: string) => {
    const values = Object.entries(params).map(
      ([name, value]) => `${name}=${typeof value === 'number' ? page.numberText(value) : value}`,
    );
    return [`trial ${number}`, state, explanation, ...values].some((part) => part.toLowerCase().includes(word.toLowerCase()));
  };
  const apply = async () => {
    const text = field.value;
    const details = await page.details();
    if (text !== field.value) return;
    const { trials, states } = details;
    const filter = page.parseTrialFilter(text, { fields: page.trialFields(details), states, mentions });
    mistake.textContent = 'error' in filter ? filter.error : '';
    field.ariaInvalid = String('error' in filter);
    if ('error' in filter) return;
    const kept = new Set(trials.filter(filter.accepts).map(({ number }) => number));
    page.selection.keep('filter', text.trim() === '' ? undefined : kept);
  };
  const clear = () => {
    field.value = '';
    void apply();
  };

  let waiting: ReturnType<typeof setTimeout> | undefined;
  field.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, restMs);
  });
  field.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') clear();
  });
  document.getElementById('show-all-again')?.addEventListener('click', clear);
}
