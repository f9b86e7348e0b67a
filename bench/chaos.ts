/**
 * Studies killed with SIGKILL at random moments, 200 times in all, and resumed: is anything lost, is a trial stuck, is the table
 * of a study with one slot that of an undisturbed one? The trials keep checkpoints, go on from them, and come to other numbers where
 * one is not whole or not of its step. With children for workers, these are killed and stopped (SIGSTOP), too.
 *
 *     npm run build && npx tsx bench/chaos.ts [kills, 200 when left out] [seed, 1]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ChaosSettings, chaos } from './chaos-run.js';

const [kills = '200', firstSeed = '1'] = process.argv.slice(2);

const kinds: readonly Omit<ChaosSettings, 'seed'>[] = [
  { place: 'thread', workers: 1, trials: 80, method: 'tpe', early_terminate: { type: 'asha', min_iter: 1, eta: 3 } },
  { place: 'thread', workers: 3, trials: 80, method: 'tpe', early_terminate: { type: 'asha', min_iter: 1, mode: 'promote' } },
  { place: 'child', workers: 2, trials: 60, method: 'random', early_terminate: { type: 'median', min_trials: 3 } },
  { place: 'thread', workers: 1, trials: 80, method: 'cmaes', early_terminate: { type: 'hyperband', min_iter: 1 } },
  { place: 'thread', workers: 1, trials: 80, method: 'tpe', early_terminate: { type: 'none' } },
];

const total = { kills: 0, workerKills: 0, finished: 0, reports: 0, kept: 0, complaints: 0 };
for (let study = 0; total.kills < Number(kills); study++) {
  const settings = { ...(kinds[study % kinds.length] as (typeof kinds)[number]), seed: Number(firstSeed) + study };
  const folder = mkdtempSync(join(tmpdir(), 'hypersweep-chaos-'));
  const result = await chaos(folder, settings, Math.min(25, Number(kills) - total.kills));
  rmSync(folder, { recursive: true });
  total.kills += result.kills;
  total.workerKills += result.workerKills;
  total.finished += result.finishedSeen;
  total.reports += result.reportsSeen;
  total.kept += result.cutOffAndKept;
  total.complaints += result.complaints.length;
  const { place, workers, method } = settings;
  console.log(
    `${method}, ${workers} ${place}${workers > 1 ? 's' : ''}: killed ${result.kills} times, workers ${result.workerKills} times; ` +
      `${result.finishedSeen} trials and ${result.reportsSeen} reports seen, ` +
      `${result.cutOffAndKept} attempts went on from a checkpoint; ${result.complaints.join('; ') || 'nothing lost'}`,
  );
}
console.log(
  `\n${total.kills} kills of the study and ${total.workerKills} of workers; of ${total.finished} finished trials and ` +
    `${total.reports} reports that had been seen, with ${total.kept} attempts that went on from a checkpoint, complaints: ${total.complaints}`,
);
process.exitCode = total.complaints === 0 ? 0 : 1;
