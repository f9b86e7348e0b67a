import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rememberingLines } from '../../src/tui/drawn-lines.js';
import { type Line, line, textOf } from '../../src/tui/line.js';

/** In capitals; `drawn` is what was asked for. */
function capitals() {
  const drawn: Line[] = [];
  const draw = rememberingLines((lines) => {
    drawn.push(...lines);
    return lines.map((each) => textOf(each).toUpperCase());
  });
  return { drawn, draw };
}

it('draws only what it has not drawn before, a line that comes twice once', () => {
  const { drawn, draw } = capitals();
  expect(draw([line('a'), line('b'), line('a')])).toEqual(['A', 'B', 'A']);
  expect(draw([line('b'), line('c'), line('a')])).toEqual(['B', 'C', 'A']);
  expect(drawn.map(textOf)).toEqual(['a', 'b', 'c']);
});

it('tells lines apart by their tones and by the cursor', () => {
  const { drawn, draw } = capitals();
  draw([line('a'), line('a', 'bad'), [{ text: 'a', tone: 'bad', isSelected: true }]]);
  expect(drawn).toHaveLength(3);
});

it('draws every frame as a whole drawing would, however many there were', () => {
  const frames = fc.array(fc.array(fc.integer({ min: 0, max: 2000 }), { maxLength: 300 }), { maxLength: 20 });
  fc.assert(
    fc.property(frames, (all) => {
      const { draw } = capitals();
      for (const frame of all) {
        const lines = frame.map((number) => line(`a${number}`));
        expect(draw(lines)).toEqual(lines.map((each) => textOf(each).toUpperCase()));
      }
    }),
  );
});
