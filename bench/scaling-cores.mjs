/**
 * What the machine's cores give threads that share nothing: each multiplies and adds in a small array for some seconds; prints the
 * rounds of all of them a second. Started by scaling.ts: `node scaling-cores.mjs THREADS SECONDS`.
 */
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

if (isMainThread) {
  const [threads, seconds] = process.argv.slice(2).map(Number);
  const rounds = await Promise.all(
    Array.from({ length: threads }, () => {
      const worker = new Worker(fileURLToPath(import.meta.url), { workerData: seconds });
      return new Promise((resolve) => worker.on('message', resolve));
    }),
  );
  console.log(rounds.reduce((sum, each) => sum + each, 0));
} else {
  const values = new Float64Array(2048).fill(1);
  const start = performance.now();
  let rounds = 0;
  while (performance.now() - start < workerData * 1000) {
    for (let i = 0; i < values.length; i++) values[i] = values[i] * 0.999 + 1;
    rounds++;
  }
  parentPort?.postMessage(rounds / workerData);
}
