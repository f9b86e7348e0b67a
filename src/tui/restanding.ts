import type { StudyEvent } from '../core/events.js';
import type { Standing } from '../core/standing.js';
import type { CompleteTrial, Trial } from '../core/trial.js';
import { standingsOf } from '../study/standings.js';
import { repeatCount } from './progress.js';
import type { StudyState } from './state.js';
import { numbered } from './trials.js';

/**
 * The state with every configuration's standing as its trials now have it: only trials whose standing has changed are others than before.
 * Costs a look at all trials when one ends, of a study with repeats; nothing of others.
 */
export function restanding(state: StudyState, event: StudyEvent): StudyState {
  if (state.overview?.furtherObjectives || !tellsOfStandings(event)) return state;
  if (repeatCount(state) === 0) return state;
  const standings = standingsOf([...state.trials]);
  const gone: Trial[] = [];
  const come: Trial[] = [];
  for (const trial of state.trials) {
    const standing = standings.get(trial.number);
    if (isSame(trial.standing, standing)) continue;
    const { standing: _, ...rest } = trial;
    gone.push(trial);
    come.push(standing ? { ...rest, standing } : rest);
  }
  const trials = state.trials.changed({ gone, come });
  const [first] = standings.keys();
  const best = first === undefined ? undefined : numbered(trials, first);
  return { ...state, trials, ...(best && { best: best as CompleteTrial }) };
}

function tellsOfStandings({ type }: StudyEvent): boolean {
  return type !== 'trial-reported' && type !== 'trial-progressed' && type !== 'notice';
}

/** By value: a standing is a flat object but for its interval. */
function isSame(a: Standing | undefined, b: Standing | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && JSON.stringify(a) === JSON.stringify(b));
}
