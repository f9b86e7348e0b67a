import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFinished, workedMs } from '../../src/core/trial.js';
import { fieldsOf } from '../../src/tui/fields.js';
import { mentions, parseFilter } from '../../src/tui/filter.js';
import { comparison } from '../../src/tui/sorting.js';
import { initialState, reduce } from '../../src/tui/state.js';
import { overview, simulatedStudy } from './simulated-study.js';

const trials = [...simulatedStudy({ trials: 30 }).reduce(reduce, initialState).trials];
const fields = fieldsOf(overview, trials);

/** The numbers of the trials that pass. */
function passing(text: string): number[] {
  const filter = parseFilter(text, fields);
  if ('error' in filter) throw new Error(filter.error);
  return trials.filter(filter.accepts).map(({ number }) => number);
}

function errorOf(text: string): string | undefined {
  const filter = parseFilter(text, fields);
  return 'error' in filter ? filter.error : undefined;
}

function numbersOf(accepts: (trial: (typeof trials)[number]) => boolean): number[] {
  return trials.filter(accepts).map(({ number }) => number);
}

describe('a filter', () => {
  it('asks for a state, or one of several', () => {
    expect(passing('state:failed')).toEqual([12, 25]);
    expect(passing('state:failed,pruned')).toEqual(numbersOf(({ state }) => state !== 'complete'));
  });

  it('knows parameters by their names, what they begin with and their initials', () => {
    const small = numbersOf(({ params }) => Number(params.learning_rate) < 1e-3);
    expect(small.length).toBeGreaterThan(3);
    for (const name of ['learning_rate', 'lr', 'LR', 'learn']) expect(passing(`${name}<1e-3`)).toEqual(small);
  });

  it('compares metrics, epochs and seconds, too', () => {
    expect(passing('val_acc>=0.75')).toEqual([1, 8, 20, 26]);
    expect(passing('epochs:2..3 !state:failed')).toEqual(numbersOf(({ state }) => state === 'pruned'));
    expect(passing('seconds<8 trial!=19')).toEqual(
      numbersOf((trial) => isFinished(trial) && workedMs(trial) < 8000 && trial.number !== 19),
    );
    expect(passing('seconds<8')).toContain(19);
  });

  it('takes every term', () => {
    const both = numbersOf(({ params }) => params.encoder === 'cnn' && Number(params.dropout) > 0.3 && params.loss !== 'mse');
    expect(passing('encoder=CNN dropout>0.3 loss!=mse')).toEqual(both);
    expect(passing('  encoder:cnn   dropout>0.3 !loss:mse ')).toEqual(both);
  });

  it('finds a number by the digits that are seen', () => {
    expect(passing('dropout=0.57')).toEqual([1]);
    expect(passing('lr=7.56e-4')).toEqual([1]);
    expect(passing('lr=7.5e-4')).toEqual([]);
    expect(passing('batch_size=32,64')).toEqual(numbersOf(({ params }) => params.batch_size === 32 || params.batch_size === 64));
  });

  it('looks for a word alone in parameters, states and what is said of an end', () => {
    expect(passing('diverged')).toEqual([]);
    expect(passing('nan')).toEqual([12, 25]);
    expect(passing('!complete')).toEqual(numbersOf(({ state }) => state !== 'complete'));
    expect(passing('"loss=label"')).toEqual(numbersOf((trial) => mentions(trial, 'loss=label')));
  });

  it('of nothing lets all pass', () => expect(passing(' ')).toHaveLength(30));

  it.each([
    ['colour=red', /^Expected one of state, trial, encoder, .*, reason, got "colour"$/],
    ['l<1', /^"l" may be learning_rate or loss: write more of it$/],
    ['lr<', /^Expected a value after "lr<"$/],
    ['lr<small', /^Expected a number after "learning_rate<", got "small"$/],
    ['state:finished', /^Expected a state \(complete, pruned, paused, failed, running, waiting\), got "finished"$/],
  ])('%s is a mistake', (text, error) => expect(errorOf(text)).toMatch(error));

  it('is whole or a mistake, whatever is typed', () => {
    const word = fc.constantFrom('state', 'lr', 'dropout', 'x', '1e-3', 'cnn', '..', ',', '"', '!', '', '0.3', 'mse');
    const operator = fc.constantFrom(':', '=', '<', '>', '<=', '!=', ' ', '');
    const text = fc.array(fc.tuple(word, operator, word)).map((terms) => terms.map((parts) => parts.join('')).join(' '));
    fc.assert(
      fc.property(fc.oneof(text, fc.string()), (typed) => {
        const filter = parseFilter(typed, fields);
        if ('error' in filter) expect(filter.error).not.toBe('');
        else expect(trials.filter(filter.accepts).length).toBeLessThanOrEqual(trials.length);
      }),
    );
  });

  it('splits the trials in two with its opposite', () => {
    const bound = fc.double({ min: 0, max: 0.6, noNaN: true });
    fc.assert(
      fc.property(bound, (value) => {
        const [inside, outside] = [passing(`dropout<${value}`), passing(`!dropout<${value}`)];
        expect([...inside, ...outside].sort((a, b) => a - b)).toEqual(trials.map(({ number }) => number));
      }),
    );
  });
});

describe('an order', () => {
  it('puts numbers before words, and trials without a value last in either direction', () => {
    const field = fields.find(({ name }) => name === 'smoothing');
    if (field === undefined) throw new Error('Expected a field');
    for (const descending of [false, true]) {
      const values = trials.toSorted(comparison(field, descending)).map((trial) => field.of(trial));
      const present = values.filter((value) => value !== undefined) as number[];
      expect(values.slice(0, present.length)).toEqual(present);
      expect(present).toEqual(present.toSorted((a, b) => (descending ? b - a : a - b)));
    }
  });
});
