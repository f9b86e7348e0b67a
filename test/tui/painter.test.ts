import { expect, it } from 'vitest';
import { paintOn } from '../../src/tui/painter.js';
import { VirtualTerminal } from './virtual-terminal.js';

function painterOn(terminal: VirtualTerminal) {
  return paintOn(terminal as unknown as NodeJS.WriteStream);
}

it('takes the alternate screen and the cursor, and gives both back once', () => {
  const terminal = new VirtualTerminal(20, 5);
  const painter = painterOn(terminal);
  expect(terminal).toMatchObject({ alternate: true, cursorVisible: false });
  painter.leave();
  expect(terminal).toMatchObject({ alternate: false, cursorVisible: true });
  const written = terminal.writes.length;
  painter.leave();
  painter.paint('late');
  expect(terminal.writes).toHaveLength(written);
});

it('writes only the lines that changed, in one synchronized piece', () => {
  const terminal = new VirtualTerminal(20, 5);
  const painter = painterOn(terminal);
  painter.paint('one\ntwo\nthree');
  painter.paint('one\n2\nthree');
  expect(terminal.writes.at(-1)).toBe('\u001b[?2026h\u001b[2;1H2\u001b[K\u001b[?2026l');
  expect(terminal.screen()).toBe('one\n2\nthree');
});

it('writes nothing for the same frame', () => {
  const terminal = new VirtualTerminal(20, 5);
  const painter = painterOn(terminal);
  painter.paint('one');
  const written = terminal.writes.length;
  painter.paint('one');
  expect(terminal.writes).toHaveLength(written);
});

it('wipes the lines of a taller frame before', () => {
  const terminal = new VirtualTerminal(20, 5);
  const painter = painterOn(terminal);
  painter.paint('one\ntwo\nthree');
  painter.paint('one');
  expect(terminal.screen()).toBe('one\n\n');
});

it('keeps to the rows that there are', () => {
  const terminal = new VirtualTerminal(20, 2);
  painterOn(terminal).paint('one\ntwo\nthree');
  expect(terminal.screen()).toBe('one\ntwo');
});

it('paints every line anew when the terminal has displaced them', () => {
  const terminal = new VirtualTerminal(20, 3);
  const painter = painterOn(terminal);
  painter.paint('one\ntwo\nthree');
  terminal.resize(30, 2);
  painter.forget();
  painter.paint('one\ntwo');
  expect(terminal.screen()).toBe('one\ntwo');
});
