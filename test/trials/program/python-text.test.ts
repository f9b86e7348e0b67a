import { expect, it } from 'vitest';
import { pythonText } from '../../../src/trials/program/python-text.js';
import { askPython, pythonWith } from '../../fixtures/python.js';

const python = pythonWith('ast');

it('is the bare text, and what Python calls truth and nothing', () => {
  expect(['a b', true, false, null, 0.25].map(pythonText)).toEqual(['a b', 'True', 'False', 'None', '0.25']);
});

it.skipIf(python === undefined)('is what Python itself writes of a dictionary, whatever is in its texts', () => {
  const texts = ['plain', "it's", 'say "so"', `both ' and "`, 'back\\slash', 'line\nbreak\t', 'Zoë'];
  const dictionary = {
    texts: Object.fromEntries(texts.map((text) => [text, text])),
    on: true,
    off: false,
    none: null,
    half: 0.5,
  };
  const program = 'import ast\nvalue = json.loads(sys.argv[1])\nanswer([str(value), ast.literal_eval(sys.argv[2]) == value])';
  const written = pythonText(dictionary);
  expect(askPython(python as string, program, [JSON.stringify(dictionary), written])).toEqual([written, true]);
});
