import type { TrialField } from '../../../study/trial-filter.js';
import type { TrialDetail, TrialDetails } from '../trial-details.js';

/** What the table's filter can ask for: the same as the terminal's. A parameter or a metric comes before a later field of its name. */
export function trialFields({ parameters, metrics }: TrialDetails): TrialField<TrialDetail>[] {
  const numberIn = (value: number | string | undefined) => (typeof value === 'number' ? value : undefined);
  const fields: TrialField<TrialDetail>[] = [
    { name: 'state', of: ({ filed }) => filed },
    { name: 'trial', of: ({ number }) => number },
    ...parameters.map((name) => ({ name, of: ({ params }: TrialDetail) => params[name] })),
    ...metrics.map((name) => ({ name, of: (trial: TrialDetail) => numberIn(trial.metrics[name]) })),
    { name: 'epochs', of: ({ steps }) => steps },
    { name: 'seconds', of: ({ workedMs }) => (workedMs === undefined ? undefined : workedMs / 1000) },
    { name: 'attempt', of: ({ attempt }) => attempt },
    { name: 'reason', of: ({ reason }) => reason },
  ];
  const names = fields.map(({ name }) => name);
  return fields.filter(({ name }, index) => names.indexOf(name) === index);
}
