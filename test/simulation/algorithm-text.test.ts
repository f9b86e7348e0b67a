import { describe, expect, it } from 'vitest';
import { algorithmFrom, algorithmsFrom, algorithmText } from '../../src/simulation/algorithm-text.js';

describe('an algorithm on one line', () => {
  it.each([
    ['asha', { type: 'asha' }],
    ['asha(eta=4,min_iter=2)', { type: 'asha', eta: 4, min_iter: 2 }],
    ['tpe(multivariate=false)', { type: 'tpe', multivariate: false }],
    ['asha(mode=promote)', { type: 'asha', mode: 'promote' }],
  ])('%s', (text, spec) => {
    expect(algorithmFrom(text)).toEqual(spec);
    expect(algorithmText(spec)).toBe(text);
  });

  it('stands in lists whose commas may be in brackets too', () => {
    expect(algorithmsFrom('none, asha(eta=4,min_iter=2),median').map(({ type }) => type)).toEqual(['none', 'asha', 'median']);
  });

  it('says what is wrong', () => {
    expect(() => algorithmFrom('asha(eta')).toThrow('Expected a name such as asha or asha(eta=4,min_iter=2), got "asha(eta"');
    expect(() => algorithmFrom('asha(eta)')).toThrow('Expected options such as eta=4 in "asha(eta)", got "eta"');
  });
});
