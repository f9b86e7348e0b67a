import { type Difference, replayStudy } from '../../session/replay.js';
import { studyRoot } from '../../session/study-root.js';
import { exitCodes } from '../ending.js';
import { printJson } from '../output.js';

/** Whether the study would do again what it did. */
export async function replay(
  study: string,
  { results, json }: { readonly results: string; readonly json?: boolean },
): Promise<number> {
  const replayed = replayStudy(studyRoot(study, results));
  const { suggestions, decisions, requests, runs, difference } = replayed;
  if (json) printJson(replayed);
  else if (difference) for (const line of described(difference)) console.log(line);
  if (!json) {
    const agreed = `${suggestions} suggestions and ${decisions} decisions of the pruner agree with the record`;
    console.log(`${difference ? 'Before that, ' : ''}${agreed}; runs: ${runs}, requests: ${requests}`);
  }
  return difference ? exitCodes.failed : exitCodes.done;
}

function described({ what, trialNumber, step, recorded, replayed }: Difference): string[] {
  const where = step === undefined ? '' : ` at step ${step}`;
  return [
    `The ${what} of trial ${trialNumber}${where} comes out otherwise:`,
    `  recorded  ${JSON.stringify(recorded)}`,
    `  replayed  ${JSON.stringify(replayed)}`,
  ];
}
