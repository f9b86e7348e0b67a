import type { TrialDetail } from '../trial-details.js';
import type { Page } from './page.js';

/** `pruned, 3 epochs, 4.2 s: val_loss 1.5 at step 1 is above the median` */
export function trialSummary({ durationText }: Page, { state, steps, workedMs, attempt, explanation }: TrialDetail): string {
  const parts = [
    state,
    `${steps} ${steps === 1 ? 'epoch' : 'epochs'}`,
    workedMs === undefined ? '' : durationText(workedMs),
    attempt > 1 ? `attempt ${attempt}` : '',
  ];
  return parts.filter((part) => part !== '').join(', ') + (explanation === undefined ? '' : `: ${explanation}`);
}

/** Lists and tables of what is known of a trial; what there is nothing of is left out. */
export function trialFacts(page: Page, trial: TrialDetail, trials: readonly TrialDetail[]): HTMLElement[] {
  const { startedAt, finishedAt, suggestion, decisions } = trial;
  const configuration = trial.repeatOf ?? trial.number;
  const runs = trials.filter(({ number, repeatOf }) => number === configuration || repeatOf === configuration);
  const metrics = [...new Set(runs.flatMap((run) => Object.keys({ ...run.metrics, ...run.test })))];
  const reasons = [...new Set(decisions.flatMap(({ numbers }) => Object.keys(numbers)))];
  return [
    ...list('Parameters', { ...trial.params, ...trial.derived }),
    ...list('Metrics', trial.metrics),
    ...list('On test data', trial.test ?? {}),
    ...list('Times', {
      ...(startedAt !== undefined && { started: page.timeText(startedAt) }),
      ...(finishedAt !== undefined && { finished: page.timeText(finishedAt) }),
    }),
    ...list('Why suggested', suggestion ? { by: suggestion.by, ...suggestion.numbers } : {}),
    ...table(
      'Decisions of the pruner',
      ['epoch', 'verdict', ...reasons],
      decisions.map(({ step, verdict, numbers }) => [step, verdict, ...reasons.map((name) => numbers[name])]),
    ),
    ...table(
      'Runs of the same configuration',
      ['trial', 'state', 'seed', ...metrics],
      runs.length < 2
        ? []
        : runs.map(({ number, state, round = 1, ...run }) => {
            const measured = { ...run.metrics, ...run.test };
            return [number, state, round, ...metrics.map((name) => measured[name])];
          }),
    ),
  ];

  function list(title: string, values: Readonly<Record<string, unknown>>): HTMLElement[] {
    const lines = Object.entries(values).map(([name, value]): [string, string] => [name, String(value)]);
    return lines.length === 0 ? [] : [page.describeValues(lines, title)];
  }

  /** The cells as text: names stay names. */
  function table(title: string, header: readonly string[], rows: readonly (readonly unknown[])[]): HTMLElement[] {
    if (rows.length === 0) return [];
    const element = document.createElement('table');
    element.createCaption().textContent = title;
    const head = element.createTHead().insertRow();
    const numeric = (column: number) => (rows.some((cells) => typeof cells[column] === 'number') ? 'number' : '');
    for (const [column, name] of header.entries())
      head.append(Object.assign(document.createElement('th'), { scope: 'col', textContent: name, className: numeric(column) }));
    const body = element.createTBody();
    for (const cells of rows) {
      const row = body.insertRow();
      for (const [column, cell] of cells.entries())
        row.append(Object.assign(document.createElement('td'), { textContent: String(cell ?? '–'), className: numeric(column) }));
    }
    const scroll = Object.assign(document.createElement('div'), {
      className: 'scroll',
      tabIndex: 0,
      role: 'group',
      ariaLabel: title,
    });
    scroll.append(element);
    return [scroll];
  }
}
