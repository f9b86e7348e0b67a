import type { StudyEvent } from '../core/events.js';
import type { TestResult } from '../core/store.js';
import type { CompleteTrial } from '../core/trial.js';
import { trialJob } from '../execution/orchestrator.js';
import type { StudyAtHand } from './begin.js';
import type { SessionExecutor } from './session-executor.js';

type Emit = (event: StudyEvent) => void;

/** The winner on the test split. A winner that was measured before is not measured again: test data is used once. */
export async function testWinner(
  { open: { store, folder }, spec }: StudyAtHand,
  { runModelJob }: SessionExecutor,
  winner: CompleteTrial,
  emit: Emit,
): Promise<TestResult | undefined> {
  const known = store.testResult();
  if (known?.trialNumber === winner.number || runModelJob === undefined) return known;
  const asFinal = store.finalTests().find(({ trialNumber }) => trialNumber === winner.number);
  if (asFinal) {
    store.setTestResult(asFinal);
    return asFinal;
  }
  try {
    const job = trialJob(spec, winner, folder);
    const result = await runModelJob({ type: 'test', folder: folder.checkpoint(winner.number), job });
    if (result.type !== 'test') throw new Error(`Expected the test of a model, got a ${result.type}`);
    const test = { trialNumber: winner.number, metrics: result.metrics };
    store.setTestResult(test);
    return test;
  } catch (error) {
    // The search is worth its reports whether or not there is test data.
    warn(emit, `The winner, trial ${winner.number}, was not measured on test data: ${(error as Error).message}`);
    return undefined;
  }
}

/** What the winner takes for what, where it is a classifier: for the reports. */
export async function countConfusions(
  { open: { store, folder }, spec }: StudyAtHand,
  { runModelJob }: SessionExecutor,
  winner: CompleteTrial,
  emit: Emit,
): Promise<void> {
  if (store.confusions()?.trialNumber === winner.number || runModelJob === undefined) return;
  try {
    const job = trialJob(spec, winner, folder);
    const result = await runModelJob({ type: 'confusions', folder: folder.checkpoint(winner.number), job });
    if (result.type !== 'confusions') throw new Error(`Expected the confusions of a model, got a ${result.type}`);
    if (result.confusions) store.setConfusions({ trialNumber: winner.number, ...result.confusions });
  } catch (error) {
    warn(emit, `What the winner, trial ${winner.number}, takes for what was not counted: ${(error as Error).message}`);
  }
}

function warn(emit: Emit, message: string): void {
  emit({ type: 'notice', at: Date.now(), level: 'warning', message });
}
