import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { CompleteTrial, Report } from '../src/core/trial.js';
import { createRng, deriveSeed } from '../src/math/rng.js';
import { encodeMetrics } from '../src/storage/row-format.js';
import { createStudy, openStudy } from '../src/storage/studies.js';

/** How many reports each of the trials has. */
const steps = 10;

/** Of the study: two metrics a report, four parameters a trial, rungs after 1, 3 and 9 steps. */
const sweepText = (method: string, pruner: string) => `name: large
metric: { name: val_accuracy, goal: maximize }
task: { type: module, file: overhead-objectives.mjs, export: trivial }
method: ${method}
early_terminate: ${pruner}
parameters:
  learning_rate: { min: 0.0001, max: 0.1, log: true }
  dropout: { min: 0.0, max: 0.6 }
  layers: { min: 1, max: 8 }
  encoder: { values: [bag, cnn, lstm] }
budget: { trials: 1000000 }
seed: 1
`;

function trialOf(number: number): CompleteTrial {
  const rng = createRng(deriveSeed(1, number, 'large'));
  const params = {
    learning_rate: 10 ** (-4 + 3 * rng.next()),
    dropout: 0.6 * rng.next(),
    layers: 1 + Math.floor(8 * rng.next()),
    encoder: ['bag', 'cnn', 'lstm'][Math.floor(3 * rng.next())] as string,
  };
  const best = 0.4 + 0.5 * rng.next();
  const reports = Array.from({ length: steps }, (_, i) => reportOf(i + 1, best * (1 - Math.exp(-(i + 1) / 3))));
  const { metrics, loss } = reports.at(-1) as Report;
  const times = { startedAt: 1000 * number, finishedAt: 1000 * number + 900 };
  return { number, params, attempt: 1, reports, state: 'complete', ...times, metrics, loss };
}

function reportOf(step: number, accuracy: number): Report {
  const report = { step, metrics: { val_accuracy: accuracy, val_loss: 1.2 - accuracy }, loss: -accuracy };
  if (step !== 1 && step !== 3 && step !== 9) return report;
  return {
    ...report,
    decision: { verdict: 'continue', numbers: { rung: step, value: accuracy, bound: accuracy / 2, rank: 5, of: 9 } },
  };
}

/** A copy of such a study that is searched in another way. */
export function copyLargeStudy(from: string, to: string, method: string, pruner: string): void {
  cpSync(from, to, { recursive: true });
  const text = sweepText(method, pruner);
  writeFileSync(join(to, 'sweep.yaml'), text);
  const database = new Database(join(to, 'study.db'));
  database.prepare('UPDATE study SET sweep_text = ?').run(text);
  database.close();
}

/** Pauses two of three trials of such a study, as a promoting pruner leaves them: after their first step or their third. */
export function pauseMost(root: string): void {
  const database = new Database(join(root, 'study.db'));
  database.exec(`
    UPDATE trial SET state = 'pruned' WHERE number % 3 <> 0;
    UPDATE attempt SET state = 'pruned', paused = 1, explanation = 'val_accuracy 0.41 at step 3 is 5th of 9 at this rung', loss = NULL,
      metrics = NULL WHERE trial_number % 3 <> 0;
    DELETE FROM report WHERE (trial_number % 3 = 1 AND step > 1) OR (trial_number % 3 = 2 AND step > 3);
  `);
  database.close();
}

/** Makes one of the first trials of such a study a repeat, so that all later ones have other numbers among those of the search. */
export function repeatOne(root: string): void {
  const database = new Database(join(root, 'study.db'));
  database.exec(`UPDATE trial SET repeat_of = 3, purpose = 'repeat', round = 2 WHERE number = 10`);
  database.close();
}

/** Lets such a study know one trial of another. */
export function warmStartOne(root: string): void {
  const open = openStudy(root, { mode: 'write' });
  const params = { learning_rate: 0.01, dropout: 0.1, layers: 3, encoder: 'cnn' };
  open.store.setWarmStart({
    source: 'before.jsonl',
    trials: [{ params, metrics: { val_accuracy: 0.5 }, curve: [] }],
    remarks: [],
  });
  open.close();
}

/** Makes a study of so many trials in a folder, quicker than it could be run: everything in one transaction. */
export function makeLargeStudy(root: string, trials: number): void {
  const text = sweepText('random', 'none');
  const overrides = { baseFolder: import.meta.dirname as string, changes: {} };
  createStudy(root, { name: 'large', sweepText: text, overrides, createdAt: 0 }, '0').close();
  const database = new Database(join(root, 'study.db'));
  const putTrial = database.prepare(`INSERT INTO trial (number, params, state, attempt) VALUES (?, ?, 'complete', 1)`);
  const putAttempt = database.prepare(
    `INSERT INTO attempt (trial_number, attempt, state, started_at, ended_at, loss, metrics, started_order, ended_order)
     VALUES (?, 1, 'complete', ?, ?, ?, ?, ?, ?)`,
  );
  const putReport = database.prepare('INSERT INTO report VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?)');
  let order = 0;
  database.transaction(() => {
    for (let number = 0; number < trials; number++) {
      const { params, reports, startedAt, finishedAt, loss, metrics } = trialOf(number);
      putTrial.run(number, JSON.stringify(params));
      const startedOrder = ++order;
      putAttempt.run(number, startedAt, finishedAt, loss, encodeMetrics(metrics), startedOrder, startedOrder + steps + 1);
      for (const { step, loss, metrics, decision } of reports) {
        const numbers = decision ? encodeMetrics(decision.numbers) : null;
        putReport.run(number, step, loss, encodeMetrics(metrics), startedAt + step, decision?.verdict ?? null, numbers, ++order);
      }
      order++;
    }
    database.exec(`UPDATE study SET status = 'interrupted', elapsed_ms = 1000`);
  })();
  database.close();
}
