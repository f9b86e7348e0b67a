import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { writeReports } from '../../../src/report/write-reports.js';
import { makeDatabase } from '../../../src/storage/make-database.js';
import { pythonWith } from '../../fixtures/python.js';
import { smallRecord } from '../small-record.js';

const python = pythonWith('optuna_dashboard');
const program =
  'import sys, optuna_dashboard; optuna_dashboard.run_server("sqlite:///" + sys.argv[1], host="127.0.0.1", port=int(sys.argv[2]))';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe.skipIf(python === undefined)('an export in optuna-dashboard (skipped without a Python that has it)', () => {
  let folder: string;
  let server: ChildProcess;
  let address: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hypersweep-dashboard-'));
    const [path] = await writeReports(smallRecord, folder, { formats: ['optuna'], makeDatabase });
    const port = await freePort();
    address = `http://127.0.0.1:${port}/api`;
    server = spawn(python as string, ['-c', program, path as string, String(port)], { stdio: 'ignore' });
    await vi.waitFor(() => fetch(`${address}/studies`), { timeout: 60_000, interval: 200 });
  }, 90_000);
  afterAll(async () => {
    server?.kill();
    await rm(folder, { recursive: true, force: true });
  });

  it('is listed with its direction, and has its trials with their curves', async () => {
    const ask = async (path: string) => (await fetch(`${address}${path}`)).json();
    const { study_summaries } = await ask('/studies');
    expect(study_summaries).toEqual([expect.objectContaining({ study_name: 'small', directions: ['minimize'] })]);
    const { trials, best_trials } = await ask(`/studies/${study_summaries[0].study_id}?after=0`);
    expect(trials.map(({ number, state }: { number: number; state: string }) => [number, state])).toEqual([
      [0, 'Complete'],
      [1, 'Pruned'],
      [2, 'Fail'],
      [3, 'Waiting'],
    ]);
    expect(best_trials.map(({ number }: { number: number }) => number)).toEqual([0]);
    const [complete] = trials;
    expect(complete.values).toEqual([0.25]);
    expect(complete.params.map(({ name }: { name: string }) => name)).toEqual(['learning_rate', 'loss', 'width', 'epochs']);
    expect(complete.intermediate_values.map(({ step, value }: { step: number; value: number }) => [step, value])).toEqual([
      [1, 1],
      [2, 0.5],
      [3, 1 / 3],
    ]);
  });
});
