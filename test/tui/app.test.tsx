import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StudyEvent } from '../../src/core/events.js';
import { reduceView } from '../../src/tui/reduce-view.js';
import { type Action, initialView, type ViewState } from '../../src/tui/view-state.js';
import { screenText } from './screen-text.js';
import { ending, overview, START, simulatedStudy } from './simulated-study.js';

const all = simulatedStudy({ trials: 24 });
/** Nine trials have finished, two are at work. */
const middle = all.filter((event) => event.at <= START + 200_000);

interface Scene {
  readonly columns: number;
  readonly rows: number;
  readonly events?: readonly StudyEvent[];
  readonly actions?: readonly Action[];
}

function viewOf({ columns, rows, events = middle, actions = [] }: Scene): ViewState {
  const before: Action[] = [
    ...events.map((event): Action => ({ type: 'event', event })),
    { type: 'refreshed', now: START + 201_500 },
  ];
  return [...before, ...actions].reduce(reduceView, initialView({ columns, rows }, START));
}

function textOf(view: ViewState): string {
  const text = screenText(view);
  return text.replace(/ +$/gm, '');
}

describe('the leaderboard', () => {
  it('at 80x24', () => {
    expect(textOf(viewOf({ columns: 80, rows: 24 }))).toMatchInlineSnapshot(`
      "language-id  maximize val_accuracy  sampler tpe  pruner asha (min_iter 1, eta …
      ██░░░░░░░░░░░░░░░░░ 5/40 trials  3m21s of 30m  about 23m30s left
      best 0.8069 (trial 1)  4 complete  1 pruned  0 failed  2 running
      1 board  2 trial  3 curves  4 importance  5 timeline  6 devices  7 log  ? help
       0 wasm  trial 5  epoch 18/20 █████████████████░░  1.2k/s  0.5836
       1 wasm  trial 6  epoch 20/20 ███████████████████   963/s  0.6555
      ── leaderboard, 2 more parameters in each trial (Enter) ───────────────────────
        # trial  value encoder  l_rate b_size dropout smoothi… epochs state    curve
      > 1     1 0.8069 cnn     7.56e-4     32    0.57        ·  20/20 complete ▁▅▇▇██
        2     3 0.7332 cnn        0.05    256   0.368        ·  20/20 complete ▁▅▇███
              6 0.6555 cnn     2.43e-3    256   0.143        ·  19/20 running  ▁▅▇███
        3     0 0.6212 cnn     9.58e-3    256   0.258    0.299  20/20 complete ▁▄▆▇██
              5 0.5836 cnn      0.0189    128 6.79e-3    0.111  17/20 running  ▁▄▆▇██
        4     2 0.5214 cnn      0.0124     32   0.401        ·  20/20 complete ▁▅▇▇██
              4 0.1995 cnn      0.0178     32   0.347   0.0713   3/20 pruned   ▁▅█








      Enter open  / search  f filter  s sort  c columns  a actions  q stop  ? help"
    `);
  });

  it('at 120x40, scrolled and with a notice', () => {
    const notice: StudyEvent = { type: 'notice', at: START + 180_000, level: 'warning', message: 'no GPU in use' };
    const actions: Action[] = [
      { type: 'moved', movement: 'down' },
      { type: 'moved', movement: 'down' },
    ];
    expect(textOf(viewOf({ columns: 120, rows: 40, events: [...middle, notice], actions }))).toMatchInlineSnapshot(`
      "language-id  maximize val_accuracy  sampler tpe  pruner asha (min_iter 1, eta 3)
      ████░░░░░░░░░░░░░░░░░░░░░░░░░ 5/40 trials  3m21s of 30m  about 23m30s left
      best 0.8069 (trial 1)  4 complete  1 pruned  0 failed  2 running
      21s ago: no GPU in use
      1 board  2 trial  3 curves  4 importance  5 timeline  6 devices  7 log  ? help
       0 wasm  trial 5  epoch 18/20 ██████████████████████████░░░  1.2k/s  0.5836
       1 wasm  trial 6  epoch 20/20 █████████████████████████████   963/s  0.6555
      ── leaderboard ────────────────────────────────────────────────────────────────────────────────────────────────────────
        #  trial   value  encoder   l_rate  batch_size  dropout  loss             smoothing  warmup  epochs  state     curve
        1      1  0.8069  cnn      7.56e-4          32     0.57  cross-entropy            ·  0.0763   20/20  complete  ▁▅▇▇██
        2      3  0.7332  cnn         0.05         256    0.368  mse                      ·   0.233   20/20  complete  ▁▅▇███
      >        6  0.6555  cnn      2.43e-3         256    0.143  focal                    ·   0.171   19/20  running   ▁▅▇███
        3      0  0.6212  cnn      9.58e-3         256    0.258  label-smoothing      0.299  0.0233   20/20  complete  ▁▄▆▇██
               5  0.5836  cnn       0.0189         128  6.79e-3  label-smoothing      0.111   0.044   17/20  running   ▁▄▆▇██
        4      2  0.5214  cnn       0.0124          32    0.401  mse                      ·  0.0482   20/20  complete  ▁▅▇▇██
               4  0.1995  cnn       0.0178          32    0.347  label-smoothing     0.0713   0.202    3/20  pruned    ▁▅█























      Enter open  / search  f filter  s sort  c columns  y copy  a actions  q stop  ? help"
    `);
  });

  it('at 20x5', () => {
    expect(textOf(viewOf({ columns: 20, rows: 5 }))).toMatchInlineSnapshot(`
      "█░░░░ 5/40 trials …
      best 0.8069 (trial…
        # trial     value
      > 1     1    0.8069
      Enter open  ? help"
    `);
  });

  it('before the first trial', () => {
    expect(textOf(viewOf({ columns: 60, rows: 12, events: middle.slice(0, 1) }))).toMatchInlineSnapshot(`
      "language-id  maximize val_accuracy  sampler tpe  pruner as…
      ██░░░░░░░░░░░░ 0/40 trials  3m21s of 30m  about 26m38s left
      best: none yet  0 complete  0 pruned  0 failed
       0 wasm  idle
       1 wasm  idle
        # trial  value encoder l_rate  b_size epochs state curve





      Enter open  / search  f filter  s sort  q stop  ? help"
    `);
  });

  it('after the end', () => {
    const events = [...middle, ...ending(middle)];
    expect(textOf(viewOf({ columns: 80, rows: 12, events }))).toMatchInlineSnapshot(`
      "language-id  maximize val_accuracy  sampler tpe  pruner asha (min_iter 1, eta …
      ██░░░░░░░░░░░░░░░░░ 5/40 trials  3m21s of 30m  all 40 trials are done
      best 0.8069 (trial 1)  4 complete  1 pruned  0 failed  2 running
       0 wasm  trial 5  epoch 18/20 █████████████████░░  1.2k/s  0.5836
       1 wasm  trial 6  epoch 20/20 ███████████████████   963/s  0.6555
        # trial  value encoder  l_rate b_size dropout smoothi… epochs state    curve
      > 1     1 0.8069 cnn     7.56e-4     32    0.57        ·  20/20 complete ▁▅▇▇██
        2     3 0.7332 cnn        0.05    256   0.368        ·  20/20 complete ▁▅▇███
              6 0.6555 cnn     2.43e-3    256   0.143        ·  19/20 running  ▁▅▇███
        3     0 0.6212 cnn     9.58e-3    256   0.258    0.299  20/20 complete ▁▄▆▇██
              5 0.5836 cnn      0.0189    128 6.79e-3    0.111  17/20 running  ▁▄▆▇██
      ended  Enter open  / search  f filter  s sort  a actions  q stop  ? help"
    `);
  });
});

it('opens a trial at 80x24', () => {
  expect(textOf(viewOf({ columns: 80, rows: 24, actions: [{ type: 'shown', pane: 'trial' }] }))).toMatchInlineSnapshot(`
    "language-id  maximize val_accuracy  sampler tpe  pruner asha (min_iter 1, eta …
    ██░░░░░░░░░░░░░░░░░ 5/40 trials  3m21s of 30m  about 23m30s left
    best 0.8069 (trial 1)  4 complete  1 pruned  0 failed  2 running
    1 board  2 trial  3 curves  4 importance  5 timeline  6 devices  7 log  ? help
    Trial 1   complete   rank 1   20/20 epochs   1m05s (3.3s an epoch)
    val_accuracy 0.8069   val_loss 0.4827

    Parameters
    encoder        cnn             learning_rate  7.55707e-4
    batch_size     32              dropout        0.570242
    loss           cross-entropy   warmup         0.076278
    task_seed      7

    val_accuracy by epoch
    0.8106 ┤                            ⣀⣀⣀⣀⣀⣀⣀⡠⠤⠤⠤⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉
           ┤                  ⣀⣀⡠⠤⠤⠔⠒⠊⠉⠉
           ┤          ⢀⣀⠤⠤⠒⠒⠉⠉
           ┤      ⣀⠤⠔⠊⠁
           ┤  ⢀⡠⠒⠉
    0.1763 ┤⡠⠔⠁
            1                                                                    20

    val_loss by epoch
    Esc back  left/right other trial  y copy  a actions  up/down scroll  ? help"
  `);
});

it('asks before it stops, and says that it does', () => {
  const lastLine = (actions: Action[]) =>
    textOf(viewOf({ columns: 80, rows: 24, actions }))
      .split('\n')
      .at(-1);
  expect(lastLine([{ type: 'asked', ask: 'quit' }])).toBe('Stop the study? Running trials are ended, everything is saved. y/n');
  expect(
    lastLine([
      { type: 'asked', ask: 'quit' },
      { type: 'pressed', press: { name: 'y', text: 'y' } },
    ]),
  ).toBe('stopping...  Enter open  / search  f filter  s sort  Ctrl-C end at once  ? help');
});

it('shows of many workers as many as have room', () => {
  const events = simulatedStudy({ trials: 64, workers: 64 }).filter((event) => event.at <= START + 10_000);
  const lines = textOf(viewOf({ columns: 80, rows: 24, events })).split('\n');
  expect(lines.slice(4, 8)).toMatchInlineSnapshot(`
    [
      " 0 wasm  trial 0  epoch  4/20 ███░░░░░░░░░░░░░░░░  1.2k/s  0.3028",
      " 1 wasm  trial 1  epoch  3/20 ███░░░░░░░░░░░░░░░░  1.0k/s  0.3045",
      " 2 wasm  trial 2  epoch  3/20 ██░░░░░░░░░░░░░░░░░  1.2k/s  0.2158",
      "and 61 more workers",
    ]
  `);
});

it('fits a terminal of any size, with whatever it shows', () => {
  const unusual = {
    ...overview,
    budget: {},
    name: '国'.repeat(40),
    searchedNames: ['x'.repeat(60)],
    parameterNames: ['x'.repeat(60)],
  };
  const streams = [middle, [], middle.slice(0, 1), simulatedStudy({ trials: 5, overview: unusual })];
  const size = fc.record({ columns: fc.integer({ min: 2, max: 200 }), rows: fc.integer({ min: 2, max: 60 }) });
  const actions = fc.constantFrom<Action[]>(
    [],
    [{ type: 'shown', pane: 'trial' }],
    [{ type: 'moved', movement: 'last' }],
    [{ type: 'asked', ask: 'quit' }],
  );
  fc.assert(
    fc.property(size, fc.constantFrom(...streams), actions, ({ columns, rows }, events, then) => {
      const lines = textOf(viewOf({ columns, rows, events, actions: then })).split('\n');
      expect(lines.length).toBeLessThanOrEqual(rows);
      expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThan(columns);
    }),
    { numRuns: 60 },
  );
});

it('says what a study that has not begun waits for, and since when', () => {
  const message = 'Loading ./training/mine.mjs in 2 workers takes longer than 3 s; Ctrl-C ends the run';
  const notice: StudyEvent = { type: 'notice', at: START + 3000, level: 'info', message };
  const waiting = textOf(viewOf({ columns: 80, rows: 6, events: [notice] }));
  expect(waiting).toBe(
    [
      'Starting for 3m21s...',
      'Loading ./training/mine.mjs in 2 workers takes longer than 3 s; Ctrl-C ends the',
      'run',
      '',
      '',
      'Enter open  / search  f filter  s sort  c columns  a actions  q stop  ? help',
    ].join('\n'),
  );
  expect(textOf(viewOf({ columns: 80, rows: 6, events: [] }))).toMatch(/^Starting\.\.\.\n/);
});
