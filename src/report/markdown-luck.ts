import type { StudyRecord } from '../core/study-record.js';
import { objectivesOf } from '../core/study-spec.js';
import { searchGain } from '../study/search-gain.js';
import { certaintyOf } from './certainty.js';
import { certaintyNote, optimismText, plusMinus, searchGainText, untoldText } from './certainty-text.js';
import { escapeText, table } from './markdown-text.js';
import { numberText } from './wording.js';

/** How sure the result is: what fresh seeds say of the best, and what the search bought over random search. */
export function luckMarkdown(record: StudyRecord): string {
  const certainty = certaintyOf(record);
  const gain = objectivesOf(record.spec).length > 1 ? undefined : searchGain(record.trials);
  const bought = gain && !gain.isTooFew ? [escapeText(searchGainText(gain, record.spec.objective))] : [];
  if (!certainty) return bought.length === 0 ? '' : ['## How sure is this?', ...bought].join('\n\n');
  const rows = certainty.configurations.map((one, index) => [
    `${one.toldFromBest === false ? '≈ ' : ''}${index + 1}`,
    String(one.trial),
    `${one.seeds}${one.failedSeeds > 0 ? ` (${one.failedSeeds} failed)` : ''}`,
    numberText(one.seen),
    plusMinus(one),
    one.test ? plusMinus(one.test) : '',
    numberText(Number(one.optimism.toPrecision(2))),
  ]);
  const header = ['rank', 'trial', 'seeds', 'value the search saw', 'mean over fresh seeds', 'test', 'too good by'];
  return [
    '## How sure is this?',
    escapeText(`${untoldText(certainty)} ${optimismText(certainty)}`),
    table(header, rows),
    `${certaintyNote} ≈ before a rank: it cannot be told from the best.`,
    ...bought,
  ].join('\n\n');
}
