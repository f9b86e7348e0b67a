import type { BackendName } from '../core/backend.js';
import { isTraining } from '../core/task-spec.js';
import { toldWhenLong } from '../session/before-first-trial.js';
import { abandonStudy, type StudyAtHand } from '../session/begin.js';
import { runSession, type SessionResult } from '../session/run-session.js';
import { workerExecutor } from '../session/session-executor.js';
import { studyReference } from '../session/study-root.js';
import { StudySteering } from '../session/study-steering.js';
import { whyHopeless } from '../study/hopeless.js';
import { incumbent } from '../study/leaderboard.js';
import { tasks } from '../tasks/index.js';
import { exitCodes } from './ending.js';
import { interruption } from './interruption.js';
import { isForTerminal, openView, type ViewOptions } from './view.js';

export interface SearchOptions extends ViewOptions {
  readonly backend: 'auto' | BackendName;
  readonly results: string;
}

/** Runs a study in front of the user and tells where everything is in the end. Returns the exit code. */
export async function search(atHand: StudyAtHand, options: SearchOptions, warnings: readonly string[] = []): Promise<number> {
  const { root } = atHand.open.folder;
  const stop = interruption(() => {
    if (!process.stdout.isTTY) console.error('Stopping: everything is being saved. Once more ends at once.');
  });
  const steering = new StudySteering(atHand);
  const view = await openView(options, { root, steering, onQuit: stop.interrupt });
  let result: SessionResult;
  try {
    const chosen = workerExecutor(atHand.spec, options.backend);
    const executor = await toldWhenLong(chosen, 'Looking for a backend that works', view.emit).catch((error) => {
      abandonStudy(atHand);
      throw error;
    });
    result = await runSession(atHand, { emit: view.emit, signal: stop.signal, executor, steering, warnings });
  } finally {
    await view.done();
    stop.release();
  }
  if (!options.json) {
    for (const line of farewell(result, root, options.results)) console.log(line);
    // Plain lines have said so in their turn; the live view is gone.
    if (result.reason === 'all-failed' && isForTerminal(options)) console.log(`\n${failures(result.record).join('\n')}`);
  }
  return exitCode(result);
}

function exitCode({ reason, record }: SessionResult): number {
  if (reason === 'interrupted') return exitCodes.stopped;
  return incumbent(record.trials) ? exitCodes.done : exitCodes.failed;
}

function farewell({ reason, record, isKept }: SessionResult, root: string, results: string): string[] {
  if (!isKept) return ['Ended before the first trial: no study is kept'];
  const reference = studyReference(root, results);
  const elsewhere = results === 'results' ? '' : ` --results ${results}`;
  const resume = `hypersweep resume ${reference}${elsewhere}`;
  const lines = ['', `Report     ${root}/report.html`];
  if (incumbent(record.trials)) lines.push(`Best       ${root}/best`);
  if (reason === 'interrupted' || reason === 'stopped') lines.push(`Go on      ${resume}`);
  // A space of which every point was tried has no more.
  else if (reason !== 'exhausted') lines.push(`More       ${resume} --more 20`);
  const { task } = record.spec;
  if (isTraining(task) && incumbent(record.trials)) {
    const input = tasks[task.kind].inputs === 'files' ? 'FILE' : '--text "..."';
    lines.push(`Predict    hypersweep predict ${reference}${elsewhere} ${input}`);
  }
  return lines;
}

/** Why the study ended, with the first thing that went wrong; then what else did, once for each different message. */
function failures({ spec, trials }: SessionResult['record']): string[] {
  const why = whyHopeless(spec, trials);
  const others = new Set(
    trials.flatMap((trial) =>
      trial.state === 'failed' && !why.includes(trial.message) ? [`  ${trial.reason}: ${trial.message}`] : [],
    ),
  );
  return [why, ...(others.size > 0 ? ['Others failed of:', ...[...others].slice(0, 5)] : [])];
}
