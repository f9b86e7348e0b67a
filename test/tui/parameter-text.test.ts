import { expect, it } from 'vitest';
import { parameterText, parseParameters } from '../../src/tui/parameter-text.js';
import { initialState, reduce } from '../../src/tui/state.js';
import { overview, simulatedStudy } from './simulated-study.js';

const parameters = overview.parameters ?? [];
const trials = [...simulatedStudy({ trials: 30 }).reduce(reduce, initialState).trials];

it('of any trial comes back as it was', () => {
  for (const { params } of trials) expect(parseParameters(parameterText(params, parameters), parameters)).toEqual({ params });
});

it('leaves out what nobody has to type, and fills it in', () => {
  expect(parameterText({ encoder: 'cnn', task_seed: 7 }, parameters)).toBe('encoder=cnn');
  const text = 'encoder=bag learning_rate=0.01 batch_size=64 dropout=0 loss=mse smoothing=0.1 warmup=0.1';
  expect(parseParameters(text, parameters)).toEqual({
    params: { encoder: 'bag', learning_rate: 0.01, batch_size: 64, dropout: 0, loss: 'mse', warmup: 0.1, task_seed: 7 },
  });
});

it('takes choices with spaces in quotation marks', () => {
  const spaced = [{ name: 'model', distribution: { kind: 'categorical', choices: ['big cnn', 'bag', true, null] } }] as const;
  expect(parameterText({ model: 'big cnn' }, spaced)).toBe('model="big cnn"');
  for (const model of ['big cnn', 'bag', true, null]) {
    expect(parseParameters(parameterText({ model }, spaced), spaced)).toEqual({ params: { model } });
  }
});

it.each([
  ['colour=red', 'Expected one of encoder, learning_rate, batch_size, dropout, loss, smoothing, warmup, task_seed, got "colour"'],
  ['encoder', 'Expected a value after "encoder", as in encoder=...'],
  ['encoder=lstm', 'Expected encoder to be one of bag, cnn, got "lstm"'],
  ['encoder=bag learning_rate=3', 'Expected learning_rate to be a number from 0.0001 to 0.1, got "3"'],
  ['encoder=bag', 'Expected learning_rate to be a number from 0.0001 to 0.1, got ""'],
])('%s is a mistake', (text, error) => expect(parseParameters(text, parameters)).toEqual({ error }));
