import { isListed } from '../../core/distribution.js';
import { fromLoss } from '../../core/objective.js';
import type { StudyRecord } from '../../core/study-record.js';
import { objectivesOf, type StudySpec } from '../../core/study-spec.js';
import { isFinished, type Trial } from '../../core/trial.js';
import { incumbent, type LeaderboardRow, leaderboard } from '../../study/leaderboard.js';
import { stateText } from '../../study/state-text.js';
import { searchedParameters } from '../searched-parameters.js';
import { choiceText, columnFormat, durationText, timeText } from '../wording.js';
import { chart } from './chart.js';
import { html, Markup } from './markup.js';
import { packed } from './packed.js';
import { sparkline, stateSymbol } from './symbols.js';
import { trialDetails } from './trial-details.js';

/** The rest is unpacked when it is asked for. */
const firstRows = 50;

const standingNote =
  ' Trials with n fresh seeds are ranked by the mean over them; ± is half of its 95 % confidence interval. Those of the final ' +
  'retraining stand first. ≈ before a rank: it cannot be told from the best.';

interface Column {
  readonly title: string;
  readonly numeric?: boolean;
  /** Left out: the column cannot be sorted. Empty: the row has no value. */
  readonly sort?: (row: LeaderboardRow) => string | number;
  readonly cell: (row: LeaderboardRow) => Markup | string | undefined;
  readonly className?: string;
  /** Off until the reader chooses it. */
  readonly isFurther?: true;
  /** It cannot be hidden. */
  readonly isFixed?: true;
}

/** All trials, the best first: a plain table that the page's script makes sortable, with a filter and a choice of columns. */
export function leaderboardSection(record: StudyRecord): Markup | undefined {
  const rows = leaderboard(record.trials, objectivesOf(record.spec));
  if (rows.length === 0) return undefined;
  const columns = tableColumns(record, rows);
  const best = incumbent(record.trials, objectivesOf(record.spec))?.number;
  const { spec } = record;
  const shownRows = rows.map((row) => tableRow(row, columns, row.trialNumber === best));
  const header = columns.map(
    ({ title, numeric, sort }) =>
      html`<th scope="col" class="${numeric ? 'number' : ''}">${sort ? html`<button type="button">${title}</button>` : title}</th>`,
  );
  return html`<section class="card long" aria-labelledby="leaderboard-title">
<div class="head"><h2 id="leaderboard-title">Leaderboard</h2>
<p class="tools"><span id="row-count" role="status"></span><button type="button" id="show-all-again" hidden>Show all again</button></p></div>
<p class="note">Pick a row to see all of the trial below, and to find it in the charts.${rows.some(({ standing }) => standing) ? standingNote : ''}</p>
${filterField}
${columnChoice(columns)}
<div class="scroll" tabindex="0" role="group" aria-label="Leaderboard, scrolls">
<table id="leaderboard" data-rows="${rows.length}"><thead><tr>${header}</tr></thead><tbody>
${shownRows.slice(0, firstRows)}</tbody></table></div>
<button type="button" class="more" id="show-all" hidden>Show all trials</button>
${rows.length > firstRows ? html`<noscript><p class="note">The first ${firstRows} of ${rows.length}; leaderboard.csv has all.</p></noscript>` : undefined}
${trialPanel(spec.objective.metric)}
${packed('more-rows', html`${shownRows.slice(firstRows)}`.text)}
${packed('trial-details', JSON.stringify(trialDetails(record)))}</section>`;
}

const filterField = html`<div class="table-tools" hidden>
<label for="trial-filter">Filter</label>
<input id="trial-filter" type="search" placeholder="state:complete epochs&gt;3" aria-describedby="filter-mistake filter-help" autocomplete="off" spellcheck="false">
<span id="filter-help" class="note">Terms such as state:pruned,failed or lr&lt;1e-3 or trial:3..10 or !word; Escape clears.</span>
<span id="filter-mistake" class="failed" aria-live="polite"></span></div>`;

/** Checkboxes whose values count the columns from 1, and the rules that hide those that are off at first. */
function columnChoice(columns: readonly Column[]): Markup {
  const boxes = columns.map(({ title, isFurther, isFixed }, index) =>
    isFixed
      ? undefined
      : html`<label><input type="checkbox" value="${index + 1}" autocomplete="off"${isFurther ? undefined : new Markup(' checked')}> ${title}</label>\n`,
  );
  const hidden = columns.flatMap(({ isFurther }, index) =>
    isFurther ? `#leaderboard tr > :nth-child(${index + 1}) { display: none; }` : [],
  );
  return html`<style id="column-rules">${new Markup(hidden.join('\n'))}</style>
<details class="table-tools" hidden><summary>Columns</summary><fieldset id="column-choice" aria-label="Columns of the table">
${boxes}</fieldset></details>`;
}

/** Filled by the page's script. */
function trialPanel(metric: string): Markup {
  return html`<section id="trial-panel" aria-labelledby="trial-title" hidden>
<div class="head"><h3 id="trial-title">Trial</h3><p class="tools"><button type="button" id="close-trial">Close</button></p></div>
<p id="trial-state" class="note" role="status"></p>
${chart('trial-curve', `${metric} by epoch of the trial picked`)}
<div id="trial-facts"></div></section>`;
}

function tableColumns({ spec, trials }: StudyRecord, rows: readonly LeaderboardRow[]): Column[] {
  const value = (row: LeaderboardRow) => (row.loss === undefined ? undefined : fromLoss(spec.objective, row.loss));
  const valueText = columnFormat(rows.flatMap((row) => row.loss ?? []));
  return [
    { title: 'Rank', isFixed: true, numeric: true, sort: (row) => row.rank ?? '', cell: rankCell },
    ...(spec.furtherObjectives?.length ? [frontColumn] : []),
    {
      title: 'Trial',
      isFixed: true,
      numeric: true,
      sort: (row) => row.trialNumber,
      cell: (row) =>
        html`<button type="button" aria-pressed="false" aria-controls="trial-panel" aria-label="Trial ${row.trialNumber}">${row.trialNumber}</button>`,
    },
    {
      title: 'State',
      sort: (row) => stateText(row),
      cell: (row) => html`<span class="chip" title="${row.explanation ?? ''}">${stateSymbol(row.state)}${stateText(row)}</span>`,
    },
    {
      title: spec.objective.metric,
      numeric: true,
      className: 'value',
      sort: (row) => value(row) ?? '',
      cell: (row) => (row.loss === undefined ? undefined : valueText(fromLoss(spec.objective, row.loss))),
    },
    ...(rows.some(({ standing }) => standing) ? standingColumns(valueText) : []),
    ...(spec.furtherObjectives ?? []).map(({ metric }) => metricColumn(metric, rows)),
    {
      title: 'Curve',
      cell: (row) =>
        html`<span class="${row.state}">${sparkline(row.curve.map((loss) => fromLoss(spec.objective, loss)))}</span>`,
    },
    { title: 'Epochs', numeric: true, sort: (row) => row.steps, cell: (row) => String(row.steps) },
    {
      title: 'Time',
      numeric: true,
      sort: (row) => row.durationMs ?? '',
      cell: (row) => (row.durationMs === undefined ? undefined : durationText(row.durationMs)),
    },
    ...searchedParameters(spec.space).map(({ name, distribution }): Column => {
      const numeric = !isListed(distribution) || distribution.choices.every((choice) => typeof choice !== 'string');
      const numbers = rows.flatMap(({ params }) => (typeof params[name] === 'number' ? [params[name]] : []));
      const format = distribution.kind === 'float' && !distribution.log ? columnFormat(numbers) : undefined;
      const text = ({ params: { [name]: own } }: LeaderboardRow) =>
        own === undefined ? undefined : format && typeof own === 'number' ? format(own) : choiceText(own);
      return { title: name, numeric, className: 'text', sort: (row) => String(row.params[name] ?? text(row) ?? ''), cell: text };
    }),
    ...furtherColumns(spec, trials, rows),
  ];
}

/** Off at first: what else the trials measured, when they ran and how often they were begun. */
function furtherColumns(spec: StudySpec, trials: readonly Trial[], rows: readonly LeaderboardRow[]): Column[] {
  const objectives = objectivesOf(spec).map(({ metric }) => metric);
  const measured = [...new Set(rows.flatMap(({ metrics = {} }) => Object.keys(metrics)))];
  const trialOf = new Map(trials.map((trial) => [trial.number, trial]));
  const timeColumn = (title: string, timeOf: (trial: Trial) => number | undefined): Column => {
    const time = ({ trialNumber }: LeaderboardRow) => {
      const trial = trialOf.get(trialNumber);
      return trial && timeOf(trial);
    };
    const text = (at?: number) => (at === undefined ? undefined : timeText(at));
    return { title, isFurther: true, sort: (row) => time(row) ?? '', cell: (row) => text(time(row)) };
  };
  const attempt = ({ trialNumber }: LeaderboardRow) => trialOf.get(trialNumber)?.attempt ?? 1;
  return [
    ...measured
      .filter((metric) => !objectives.includes(metric))
      .map((metric): Column => ({ ...metricColumn(metric, rows), isFurther: true })),
    timeColumn('Started', (trial) => (trial.state === 'waiting' ? undefined : trial.startedAt)),
    timeColumn('Finished', (trial) => (isFinished(trial) ? trial.finishedAt : undefined)),
    { title: 'Attempt', isFurther: true, numeric: true, sort: attempt, cell: (row) => String(attempt(row)) },
  ];
}

/** Of a study with repeats. */
function standingColumns(valueText: (value: number) => string): Column[] {
  const half = ({ standing }: LeaderboardRow) => standing?.interval && (standing.interval[1] - standing.interval[0]) / 2;
  return [
    {
      title: '± 95 %',
      numeric: true,
      sort: (row) => half(row) ?? '',
      cell: (row) => {
        const own = half(row);
        return own === undefined ? undefined : valueText(own);
      },
    },
    {
      title: 'n',
      numeric: true,
      sort: (row) => seedsOf(row) ?? '',
      cell: (row) => seedsOf(row)?.toString(),
    },
  ];
}

function seedsOf({ standing, state }: LeaderboardRow): number | undefined {
  return standing?.seeds ?? (state === 'complete' ? 1 : undefined);
}

function rankCell({ rank, standing }: LeaderboardRow): Markup | string | undefined {
  if (standing?.isToldFromBest !== false) return rank?.toString();
  return html`<span title="cannot be told from the best">≈ ${rank}</span>`;
}

const frontColumn: Column = {
  title: 'Front',
  numeric: true,
  sort: (row) => row.front ?? '',
  cell: (row) => row.front?.toString(),
};

function metricColumn(metric: string, rows: readonly LeaderboardRow[]): Column {
  const text = columnFormat(rows.flatMap(({ metrics }) => metrics?.[metric] ?? []));
  return {
    title: metric,
    numeric: true,
    sort: (row) => row.metrics?.[metric] ?? '',
    cell: ({ metrics }) => (metrics?.[metric] === undefined ? undefined : text(metrics[metric])),
  };
}

function tableRow(row: LeaderboardRow, columns: readonly Column[], winner: boolean): Markup {
  const cells = columns.map(({ numeric, sort, cell, className }) => {
    const content = cell(row);
    const classes = [numeric ? 'number' : '', className ?? '', content === undefined ? 'absent' : ''].filter(
      (name) => name !== '',
    );
    return html`<td${attribute('class', classes.join(' '))}${sort ? attribute('data-sort', String(sort(row))) : undefined}>${content ?? '–'}</td>`;
  });
  return html`<tr data-trial="${row.trialNumber}"${attribute('class', winner ? 'winner' : '')}>${cells}</tr>\n`;
}

function attribute(name: string, value: string): Markup | undefined {
  return value === '' ? undefined : html` ${name}="${value}"`;
}
