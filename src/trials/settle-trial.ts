import type { TrialJob, TrialOutcome } from '../core/executor.js';
import { LinkedHandle } from './linked-handle.js';
import { stackOf } from './stack-of.js';
import type { TrialLink } from './trial-link.js';
import type { TrialPlace } from './trial-place.js';

/** How V8, WebAssembly, TensorFlow and the GPU drivers word it that memory ran out. */
const memoryRanOut =
  /out of memory|\bOOM\b|allocation failed|failed to allocate|could not allocate|Invalid (typed )?array length/i;

/** Gives a trial's code its handle. Whatever the code does, it ends as an outcome; `pruned` means that it was told to stop. */
export async function settleTrial(
  job: TrialJob,
  link: TrialLink,
  place: TrialPlace,
  code: (handle: LinkedHandle) => Promise<TrialOutcome>,
): Promise<TrialOutcome> {
  const handle = new LinkedHandle(job, link, place);
  try {
    const outcome = await code(handle);
    await place.afterTrial();
    return outcome;
  } catch (thrown) {
    // A device that fails explains what its garbage then led to.
    const error = await place.afterTrial().then(
      () => thrown,
      (deviceError) => deviceError,
    );
    link.log(error instanceof Error ? stackOf(error) : String(error));
    // A trial that fails because it was told to stop, such as by an aborted request of its own, has stopped.
    return handle.toldToStop ? { kind: 'pruned' } : failure(error);
  }
}

/** Whether an error's message, or what a process printed before it died, tells of memory that ran out. */
export function saysOutOfMemory(text: string): boolean {
  return memoryRanOut.test(text);
}

function failure(error: unknown): TrialOutcome {
  const message = error instanceof Error ? error.message : String(error);
  const reason = saysOutOfMemory(message) ? 'out-of-memory' : isDeviceError(error) ? 'crashed' : 'error';
  return { kind: 'failed', reason, message: message || 'an error without a message' };
}

/** By its name: the class comes with TensorFlow.js, which trials of other kinds do not load. */
function isDeviceError(error: unknown): boolean {
  return error instanceof Error && error.name === 'DeviceError';
}
