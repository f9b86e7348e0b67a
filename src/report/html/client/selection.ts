import type { Selection } from './page.js';

export function createSelection(): Selection {
  const listeners: (() => void)[] = [];
  let selected: number | undefined;
  const keptBy = new Map<string, ReadonlySet<number>>();
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
    keep(by, trials) {
      if (trials) keptBy.set(by, trials);
      else keptBy.delete(by);
      const [first, ...others] = keptBy.values();
      kept = first && new Set([...first].filter((trial) => others.every((other) => other.has(trial))));
      announce();
    },
    onChange: (listener) => listeners.push(listener),
  };
}
