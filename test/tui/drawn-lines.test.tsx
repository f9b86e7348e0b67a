import fc from 'fast-check';
import { renderToString } from 'ink';
import { beforeEach, expect, it, vi } from 'vitest';
import { App } from '../../src/tui/app.js';
import { drawingByLooks } from '../../src/tui/drawn-lines.js';
import { type Line, line, textOf } from '../../src/tui/line.js';
import type { Tone } from '../../src/tui/theme.js';

// Ink asks for the terminal's colours as it is loaded.
vi.hoisted(() => {
  process.env.FORCE_COLOR = '3';
});

const WIDTH = 60;
let asked: Line[];
const ink = (lines: readonly Line[]) => {
  asked.push(...lines);
  const app = <App lines={lines} width={WIDTH} onKey={() => {}} onLeave={() => {}} />;
  return renderToString(app, { columns: WIDTH }).split('\n');
};
beforeEach(() => {
  asked = [];
});

const tone = fc.constantFrom<Tone>('plain', 'title', 'best', 'running', 'muted', 'bad', 'warning', 'cursor', 'series-3');
const letters = [...'abz059 .,─━█░▁▅⢀⣀⠤…▲≈±éßжλ→'];
const piece = fc.record({
  text: fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 9 }).map((all) => `${all.join('')}|`),
  tone,
  isSelected: fc.boolean(),
});

it('draws a piece as Ink does', () => {
  const draw = drawingByLooks(ink);
  fc.assert(
    fc.property(piece, (each) => {
      expect(draw([[each]])).toEqual(ink([[each]]));
    }),
  );
});

it('draws a line as its pieces, and the blank one', () => {
  const draw = drawingByLooks(ink);
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 5 }), (pieces) => {
      expect(draw([pieces, pieces])).toEqual(Array(2).fill(pieces.map((each) => draw([[each]])[0]).join('')));
    }),
  );
});

it('asks Ink for each tone once', () => {
  const draw = drawingByLooks(ink);
  for (let i = 0; i < 3; i++) draw([line(`row ${i}`, 'best'), line('x', 'bad'), [{ text: 'x', tone: 'bad', isSelected: true }]]);
  expect(asked).toHaveLength(3);
});

it('leaves wide and composed characters to Ink, which cuts them to the width', () => {
  const draw = drawingByLooks(ink);
  const lines = [line('国'.repeat(40), 'best'), line('plain'), line('e\u0301'), line('👩‍👩‍👧')];
  const drawn = draw(lines);
  expect(asked.map(textOf)).toEqual([...[0, 2, 3].map((i) => textOf(lines[i] as Line)), 'X']);
  expect(drawn[0]).toContain(`${'国'.repeat(29)}…`);
  expect(drawn[1]).toBe('plain');
});
