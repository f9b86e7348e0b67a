// Opens the study of its first argument as `resume` does, and goes on with so many trials; prints what it took as JSON.

import { basename, dirname } from 'node:path';
import { continueStudy } from '../dist/session/begin.js';
import { endReason } from '../dist/study/budget.js';
import { Study } from '../dist/study/study.js';

const [root, further] = process.argv.slice(2);
const mebibytes = (bytes) => Math.round(bytes / 2 ** 20);

function clock() {
  const [from, cpu] = [performance.now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return { wall: performance.now() - from, cpu: (user + system) / 1000 };
  };
}

const opening = clock();
const { open, spec, trials } = continueStudy(root, { reference: basename(root), resultsFolder: dirname(root) });
const study = new Study(spec, trials, [], open.store.warmStart()?.trials);
const { wall: openMs, cpu: openCpu } = opening();
const openRss = process.memoryUsage().rss;

/** One trial through the study and its store, as the coordinator takes it. */
function goOn() {
  const trial = study.ask(Date.now());
  open.store.trialStarted(trial);
  for (let step = (trial.resumeStep ?? 0) + 1; step <= 10; step++) {
    const accuracy = ((trial.number * 7919) % 1000) / 1000;
    const metrics = { val_accuracy: accuracy * (1 - Math.exp(-step / 3)), val_loss: 1 };
    const { report, decision } = study.report(trial.number, step, metrics);
    open.store.trialReported(trial.number, trial.attempt, report);
    endReason(spec, study.searched, 0);
    if (decision.prune) return open.store.trialFinished(study.tell(trial.number, { kind: 'pruned' }, Date.now()));
  }
  const metrics = { val_accuracy: 0.5, val_loss: 1 };
  open.store.trialFinished(study.tell(trial.number, { kind: 'complete', metrics }, Date.now()));
}

const first = clock();
goOn();
const { wall: firstMs, cpu: firstCpu } = first();
for (let i = 0; i < 50; i++) goOn();
const rest = clock();
for (let i = 0; i < Number(further); i++) goOn();
const { wall, cpu } = rest();
const { rss } = process.memoryUsage();
globalThis.gc?.();
const { heapUsed, external } = process.memoryUsage();
open.close();
console.log(
  JSON.stringify({
    'open ms': Math.round(openMs),
    'open CPU ms': Math.round(openCpu),
    'open MiB': mebibytes(openRss),
    'first trial ms': Math.round(firstMs),
    'first CPU ms': Math.round(firstCpu),
    'further ms': Number((wall / Number(further)).toFixed(2)),
    'further CPU ms': Number((cpu / Number(further)).toFixed(2)),
    MiB: mebibytes(rss),
    'heap MiB': mebibytes(heapUsed + external),
  }),
);
