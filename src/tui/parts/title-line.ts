import type { StudyOverview } from '../../core/events.js';
import { type Line, pieces } from '../line.js';
import { describeAims, describeSpec } from '../words.js';

/** Which study, what it is after and how it searches; `among`: which of how many studies. */
export function titleLine(overview: StudyOverview, among: readonly [number, number] | undefined): Line {
  const { name, sampler, pruner } = overview;
  return pieces(
    among ? [`[${among[0]}/${among[1]}] `, 'muted'] : '',
    [name, 'title'],
    `  ${describeAims(overview)}  `,
    ['sampler', 'muted'],
    ` ${describeSpec(sampler)}  `,
    ['pruner', 'muted'],
    ` ${describeSpec(pruner)}`,
  );
}
