import type { SideBySidePage } from './page.js';

/** What the chart runs over, and whoever wants to know when the reader chooses another. */
export function chosenEffort(): Pick<SideBySidePage, 'effort'> & Required<Pick<SideBySidePage, 'selection'>> {
  const choices = [...document.querySelectorAll<HTMLInputElement>('input[name="effort"]')];
  return {
    effort: () => (choices.find(({ checked }) => checked)?.value ?? 'trials') as ReturnType<SideBySidePage['effort']>,
    selection: {
      onChange(listener) {
        for (const choice of choices) choice.addEventListener('change', listener);
      },
    },
  };
}
