import { type Objective, toLoss } from '../../core/objective.js';
import { tallyText } from '../../study/tally.js';
import { columnFormat, countText, durationText, numberText } from '../wording.js';
import { bestWithin, type Effort, type EffortKind } from './course.js';
import { besideBest, freshSeedsOf, pText } from './fresh-seeds.js';
import type { StudyRow } from './rows.js';
import type { SideBySide, StudySide } from './side-by-side.js';

/** What came out of each study and what that took, equal efforts among it. */
export function outcomeRows(compared: SideBySide): StudyRow[] {
  const { objective, studies } = compared;
  const fresh = freshRows(compared);
  const cells = (textOf: (study: StudySide) => string | undefined) => studies.map((study) => textOf(study) ?? '');
  const values = (name: string, figureOf: (study: StudySide) => number | undefined) =>
    valueRow(name, objective, studies.map(figureOf));
  const rows = [
    ...fresh,
    values(`best ${objective.metric}${fresh.length === 0 ? '' : ', as the search saw it'}`, ({ summary }) => summary.best?.value),
    ...testRows(studies),
    { name: 'best trial', cells: cells(({ summary }) => summary.best?.trial.toString()) },
    { name: 'found after', cells: cells(({ course }) => course.found && effortText(course.found)) },
    ...equalEfforts(studies).map(({ kind, most, text }) =>
      values(`best after ${text} each`, ({ course }) => bestWithin(course, kind, most)),
    ),
    {
      name: 'trials',
      cells: cells(({ summary }) => ofBudget(summary.trials.total.toLocaleString('en-US'), summary.budget.trials)),
    },
    { name: 'their states', cells: cells(({ summary }) => tallyText(summary.trials)) },
    {
      name: 'epochs',
      cells: cells(({ summary }) => ofBudget(summary.epochs.spent.toLocaleString('en-US'), summary.budget.epochs)),
    },
    { name: 'epochs saved by pruning', cells: cells(({ summary }) => summary.epochs.savedByPruning?.toLocaleString('en-US')) },
    {
      name: 'time',
      cells: cells(({ summary: { elapsedMs, budget } }) =>
        ofBudget(durationText(elapsedMs), budget.timeMs === undefined ? undefined : durationText(budget.timeMs)),
      ),
    },
    { name: 'status', cells: cells(({ summary }) => summary.status) },
  ];
  return rows.filter(({ cells }) => cells.some((cell) => cell !== ''));
}

/** What fresh seeds say of the winners. */
function freshRows(compared: SideBySide): StudyRow[] {
  const { objective, studies } = compared;
  const fresh = studies.map((study) => freshSeedsOf(study, objective));
  if (fresh.every((one) => one === undefined)) return [];
  const beside = besideBest(compared);
  const best = studies.map((study) => study === beside?.best.study);
  const differences = studies.map((study) => {
    const other = beside?.others.find((one) => one.study === study);
    if (other === undefined) return '';
    return [numberText(Number(other.by.toPrecision(2))), ...(other.pValue === undefined ? [] : [pText(other.pValue)])].join(', ');
  });
  return [
    { name: `${objective.metric} over fresh seeds`, cells: fresh.map((one) => one?.text ?? ''), ...(beside && { best }) },
    ...(beside ? [{ name: `worse than ${beside.best.study.name} by`, cells: differences }] : []),
    { name: 'fresh seeds of the winner', cells: fresh.map((one) => one?.losses.length.toString() ?? '') },
  ];
}

/** What the winners measured on data that chose none of them. */
function testRows(studies: readonly StudySide[]): StudyRow[] {
  const names = new Set(studies.flatMap(({ summary }) => Object.keys(summary.test?.metrics ?? {})));
  return [...names].map((name) => {
    const figures = studies.map(({ summary }) => summary.test?.metrics[name]);
    const format = columnFormat(figures.flatMap((figure) => figure ?? []));
    return { name: `${name} on the test data`, cells: figures.map((figure) => (figure === undefined ? '' : format(figure))) };
  });
}

function valueRow(name: string, objective: Objective, values: readonly (number | undefined)[]): StudyRow {
  const known = values.filter((value) => value !== undefined);
  const format = columnFormat(known);
  const lowest = Math.min(...known.map((value) => toLoss(objective, value)));
  const best = values.map((value) => value !== undefined && toLoss(objective, value) === lowest);
  return {
    name,
    cells: values.map((value) => (value === undefined ? '' : format(value))),
    ...(best.includes(false) && known.length > 1 && { best }),
  };
}

interface EqualEffort {
  readonly kind: EffortKind;
  readonly most: number;
  readonly text: string;
}

/** The most of each kind of effort that every study made which made any: who goes on longer finds more, whatever its method. */
function equalEfforts(studies: readonly StudySide[]): EqualEffort[] {
  return (['trials', 'epochs', 'time'] as const).flatMap((kind) => {
    const efforts = studies.map(({ course }) => course.spent[kind]).filter((effort) => effort > 0);
    const most = Math.min(...efforts);
    return efforts.length > 1 ? [{ kind, most, text: effortTexts[kind](most) }] : [];
  });
}

const effortTexts: Record<EffortKind, (effort: number) => string> = {
  trials: (trials) => countText(trials, 'trial'),
  epochs: (epochs) => countText(epochs, 'epoch'),
  time: durationText,
};

function effortText({ trials, time }: Effort): string {
  return `${countText(trials, 'trial')}, ${durationText(time)}`;
}

function ofBudget(spent: string, budget: number | string | undefined): string {
  return budget === undefined ? spent : `${spent} of ${budget.toLocaleString('en-US')}`;
}
