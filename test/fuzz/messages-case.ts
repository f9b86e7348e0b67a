import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BackendName } from '../../src/core/backend.js';
import { isFinished, type Trial } from '../../src/core/trial.js';
import { PiscinaExecutor } from '../../src/execution/piscina-executor.js';
import { slotDevice, slotsOn } from '../../src/execution/slot-device.js';
import { beginStudy } from '../../src/session/begin.js';
import { replayStudy } from '../../src/session/replay.js';
import { runSession } from '../../src/session/run-session.js';
import { specFromObject } from '../../src/sweep-file/index.js';

/** So many things one trial says. */
const messagesATrial = 20;

/**
 * Runs a study whose trials say `messages` spoilt things in all, through real workers: in threads (`wasm`), or in a child process
 * (`native`), where a user's code can reach the channel of our own messages. Throws unless the study comes to its end with a row for
 * each trial, can be replayed, and is all that lies in `place` afterwards.
 *
 * @param place an empty folder
 */
export async function tryMessages(
  messages: number,
  backend: BackendName,
  place: string,
  seed: number,
): Promise<readonly Trial[]> {
  const trials = Math.ceil(messages / messagesATrial);
  const options = {
    name: 'liars',
    metric: { name: 'loss', goal: 'minimize' },
    parameters: { x: { min: 0, max: 1, distribution: 'uniform' }, messages: { value: messagesATrial } },
    method: 'random',
    early_terminate: { type: 'asha', min_iter: 1 },
    budget: { trials },
    retries: 0,
    seed,
    task: { type: 'module', file: new URL('./liar.mjs', import.meta.url).pathname, export: 'run' },
  };
  const { spec } = specFromObject(options, 'fuzz');
  const atHand = beginStudy({ spec, sweepText: '', origin: { baseFolder: place, changes: {}, options }, resultsFolder: place });
  const { root } = atHand.open.folder;
  const executor = new PiscinaExecutor({ slots: slotsOn([slotDevice({ backend, index: 0 })], 1), graceMs: 500 });
  const { record, reason } = await runSession(atHand, {
    emit() {},
    signal: AbortSignal.timeout(300_000),
    executor: { executor, notices: [] },
  });
  if (reason !== 'trials') throw new Error(`Expected the study to end with its trials, it ended as ${reason}`);
  const rows = record.trials.filter(isFinished).length;
  if (rows !== trials) throw new Error(`Expected ${trials} finished trials, got ${rows}`);
  const { difference } = replayStudy(root);
  if (difference !== undefined) throw new Error(`Expected the study to repeat itself, got ${JSON.stringify(difference)}`);
  const left = readdirSync(place);
  if (left.length !== 1 || join(place, left[0] as string) !== root)
    throw new Error(`Expected one folder, got ${left.join(', ')}`);
  return record.trials;
}
