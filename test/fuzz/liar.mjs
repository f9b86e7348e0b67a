// A user's function that says to its study what nobody agreed on: messages as they should be, spoilt at random, over each way
// that there is out of its thread or process.

import { parentPort } from 'node:worker_threads';

/** A stream of its own (Lehmer's): this file is loaded where TypeScript may not be. */
function streamOf(seed) {
  let state = (seed % 2147483646) + 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

const nasty = [
  undefined,
  null,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  -1,
  0,
  1.5,
  2 ** 60,
  10n,
  '',
  '../../outside',
  'a\0b',
  '<script>alert(1)</script>',
  '\u001b[2J',
  'x'.repeat(200_000),
  [],
  {},
  JSON.parse('{"__proto__": {"loss": 1}, "constructor": 1}'),
  new Map([['loss', 1]]),
  new Date(Number.NaN),
  new Float64Array(1000),
  new Error('an error'),
  nested(2000),
  () => 1,
  Symbol('s'),
];

function nested(depth) {
  let value = 1;
  for (let level = 0; level < depth; level++) value = { value };
  return value;
}

function bases(step) {
  const metrics = { loss: 1 / step };
  return [
    { type: 'report', step, metrics },
    { type: 'report', step: 1, metrics },
    { type: 'progress', progress: { step, steps: 9, fraction: 0.5, examplesPerSecond: 10 } },
    { type: 'outcome', outcome: { kind: 'complete', metrics } },
    { type: 'outcome', outcome: { kind: 'failed', reason: 'error', message: 'spoilt' } },
    { type: 'outcome', outcome: { kind: 'pruned' } },
    { type: 'outcome', outcome: { kind: 'interrupted' } },
    { type: 'result', result: { type: 'test', metrics } },
    { type: 'failure', message: 'spoilt' },
  ];
}

function spoil(value, next) {
  if (typeof value !== 'object' || value === null || next() < 0.1) return nasty[Math.floor(next() * nasty.length)];
  const names = Object.keys(value);
  const name = names[Math.floor(next() * names.length)];
  const change = next();
  if (name === undefined || change < 0.1) return { ...value, [`extra ${change}`]: nasty[Math.floor(next() * nasty.length)] };
  if (change < 0.2) return Object.fromEntries(Object.entries(value).filter(([other]) => other !== name));
  return { ...value, [name]: spoil(value[name], next) };
}

function send(message) {
  try {
    if (process.send) process.send(message);
    else parentPort?.postMessage(message);
  } catch {
    // What cannot be cloned never leaves.
  }
}

/** The process does each of its jobs once, and this function is in all of them. */
let sequence = 0;

/** Says `messages` things, some of them right and most of them not, and ends as if nothing had been. */
export async function run(trial) {
  const next = streamOf(trial.seed);
  sequence++;
  // A study in which nothing but failures is seen would end.
  if (trial.number === 0) return 1;
  for (let said = 0; said < trial.params.messages; said++) {
    const choices = bases(said + 2);
    // An outcome ends the trial: were it as likely as the others, most would end at once.
    const base = choices[Math.floor(next() ** 2 * choices.length)];
    const message = next() < 0.1 ? base : spoil(base, next);
    // In a child, nearly always as one of this trial's own, which is what reaches furthest.
    send(next() < 0.9 ? { sequence, message } : message);
    if (said % 5 === 4) await new Promise((resolve) => setImmediate(resolve));
  }
  if (next() < 0.3) await trial.report(trial.params.messages + 2, { loss: next() });
  if (next() < 0.1) return nasty[Math.floor(next() * nasty.length)];
  return { loss: next() };
}
