import { isFinished, type Trial } from '../core/trial.js';
import { emptyTally } from '../study/tally.js';
import { parseTrialFilter, type TrialFilter } from '../study/trial-filter.js';
import type { Field } from './fields.js';
import { formatChoice } from './numbers.js';

const states = Object.keys(emptyTally);

/** What a filter asks for of the trials on the board. */
export function parseFilter(text: string, fields: readonly Field[]): TrialFilter<Trial> {
  return parseTrialFilter(text, { fields, states, mentions });
}

/** Whether a word stands in a trial's parameters, its state or what is said of its end; upper and lower case are the same. */
export function mentions(trial: Trial, word: string): boolean {
  const said =
    isFinished(trial) && trial.state !== 'complete' ? (trial.state === 'pruned' ? trial.explanation : trial.message) : '';
  const values = Object.entries(trial.params).map(([name, value]) => `${name}=${formatChoice(value)}`);
  return [`trial ${trial.number}`, trial.state, said, ...values].some((part) => part.toLowerCase().includes(word.toLowerCase()));
}
