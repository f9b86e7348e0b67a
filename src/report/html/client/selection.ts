import type { Selection } from './page.js';

export function createSelection(): Selection {
  const listeners: (() => void)[] = [];
  let selected: number | undefined;
  let kept: ReadonlySet<number> | undefined;
  const announce = () => {
    for (const listener of listeners) listener();
  };
  return {
    trial: () => selected,
    selectTrial(trial) {
      selected = trial;
      announce();
    },
    kept: () => kept,
    keep(trials) {
      kept = trials;
      announce();
    },
    onChange: (listener) => listeners.push(listener),
  };
}
