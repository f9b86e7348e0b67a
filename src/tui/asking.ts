import type { Request } from '../core/steering.js';
import { columnTitles } from './columns.js';
import type { Asked, Dialog, Effect, ListItem } from './dialog.js';
import { metricNames } from './fields.js';
import { parameterText } from './parameter-text.js';
import { fieldsIn } from './selecting.js';
import { actionText, type SteeringAsk, steeringKeys } from './steering-keys.js';
import { textField } from './text-field.js';
import { caused, selectedTrial, type ViewState } from './view-state.js';

/** What a key opens: a question, a line to type, a list to choose from. */
export type Ask = SteeringAsk | 'search' | 'filter' | 'sort' | 'columns' | 'actions' | 'copy' | 'quit';

/** The view with what a key asks for; at once where nothing has to be asked. */
export function asked(view: ViewState, ask: Ask): ViewState {
  if (isSteering(ask) && !view.steers) return told(view, 'This study cannot be steered from here');
  switch (ask) {
    case 'search':
      return withPrompt(view, { for: 'search' }, 'search', view.search);
    case 'filter':
      return withPrompt(view, { for: 'filter' }, 'filter', view.filter);
    case 'sort':
      return withList(view, 'sort', 'Sort by', sortItems(view));
    case 'columns':
      return withList(view, 'columns', 'Columns (Enter or space shows or hides, Esc when done)', columnItems(view));
    case 'actions':
      return withList(view, 'actions', 'Actions', actionItems(view));
    case 'copy':
      return copied(view);
    case 'quit':
      return quitting(view);
    case 'pause':
      return caused(view, steer({ kind: view.study.settings?.paused ? 'go-on' : 'pause' }));
    case 'stop':
      return questioned(view, 'End the study after the running trials? y/n', { kind: 'stop' });
    case 'stop-trial':
    case 'prune':
    case 'keep':
      return ofRunningTrial(view, ask);
    case 'enqueue-like':
    case 'enqueue':
      return enqueuing(view, ask);
    case 'workers':
      // Nothing to begin with: whoever types 3 behind a 2 that stands there already would start 23.
      return withPrompt(view, { for: 'workers' }, `trials at a time, now ${workersOf(view)}`, '');
    case 'budget':
      return withPrompt(view, { for: 'budget' }, 'total, as 200 (trials) or 2h30m (time)', '');
    case 'region':
      return withPrompt(view, { for: 'region' }, 'region', 'ban ');
  }
}

function workersOf({ study }: ViewState): number {
  return study.settings?.workers ?? study.activities.length;
}

/** The titles, each with whether it is shown. */
export function columnItems({ study, columns }: ViewState): ListItem[] {
  if (study.overview === undefined) return [];
  const { usual, further } = columnTitles(study.overview, metricNames(study.overview, study.trials));
  const item = (id: string, isShown: boolean) => ({ id, text: `[${isShown ? 'x' : ' '}] ${id}` });
  return [
    ...usual.map((title) => item(title, !columns.hidden.includes(title))),
    ...further.map((title) => item(title, columns.added.includes(title))),
  ];
}

function isSteering(ask: Ask): ask is SteeringAsk {
  return steeringKeys.some((command) => command.ask === ask);
}

function sortItems(view: ViewState): ListItem[] {
  const { sorting } = view;
  const mark = (name: string) => (sorting?.field === name ? (sorting.descending ? '  (descending)' : '  (ascending)') : '');
  const fields = fieldsIn(view).map(({ name }) => ({ id: name, text: `${name}${mark(name)}` }));
  return [{ id: '', text: 'standing: the best first' }, ...fields];
}

function actionItems(view: ViewState): ListItem[] {
  const number = selectedTrial(view)?.number;
  const others = [{ id: 'copy', text: "y  Copy the selected trial's parameters" }];
  const steering = steeringKeys.map(({ ask, key }) => ({ id: ask, text: `${key}  ${actionText(ask, view, number)}` }));
  return view.steers ? [...steering, ...others] : others;
}

function copied(view: ViewState): ViewState {
  const trial = selectedTrial(view);
  if (trial === undefined) return view;
  const text = JSON.stringify(trial.params);
  const title = `Parameters of trial ${trial.number}: copied, if your terminal allows it; else from here. Any key goes on`;
  return { ...caused(view, { type: 'copy', text }), dialog: { kind: 'note', title, text } };
}

/** Whoever only watches loses nothing by leaving; whoever has asked to stop already has Ctrl-C. */
function quitting(view: ViewState): ViewState {
  if (view.watches) return caused(view, { type: 'quit' });
  if (view.stopping) return view;
  const text = 'Stop the study? Running trials are ended, everything is saved. y/n';
  return { ...view, dialog: { kind: 'question', text, effect: { type: 'quit' } } };
}

function ofRunningTrial(view: ViewState, kind: 'stop-trial' | 'prune' | 'keep'): ViewState {
  const trial = selectedTrial(view);
  if (trial === undefined) return told(view, 'No trial is selected');
  if (trial.state !== 'running') return told(view, `Trial ${trial.number} is not running`);
  const request = { kind, trialNumber: trial.number };
  if (kind === 'keep') return caused(view, steer(request));
  const what =
    kind === 'prune'
      ? `Prune trial ${trial.number}? It ends now`
      : `Stop trial ${trial.number}? It ends now and counts as failed`;
  return questioned(view, `${what}; what it reported is kept. y/n`, request);
}

function enqueuing(view: ViewState, ask: 'enqueue-like' | 'enqueue'): ViewState {
  const { parameters } = view.study.overview ?? {};
  if (parameters === undefined) return told(view, 'The parameters of this study are not known');
  const trial = ask === 'enqueue-like' ? selectedTrial(view) : undefined;
  if (ask === 'enqueue-like' && trial === undefined) return told(view, 'No trial is selected');
  const text = trial
    ? parameterText(trial.params, parameters)
    : (view.study.overview?.searchedNames ?? []).map((name) => `${name}=`).join(' ');
  const like = trial && { like: trial.number };
  return withPrompt(view, { for: 'parameters', ...like }, 'try next', text);
}

function withPrompt(view: ViewState, what: Asked, label: string, text: string): ViewState {
  return withDialog(view, { kind: 'prompt', asked: what, label, field: textField(text) });
}

function withList(view: ViewState, of: 'sort' | 'columns' | 'actions', title: string, items: readonly ListItem[]): ViewState {
  return items.length === 0 ? view : withDialog(view, { kind: 'list', of, title, items, index: 0 });
}

function questioned(view: ViewState, text: string, request: Request): ViewState {
  return withDialog(view, { kind: 'question', text, effect: steer(request) });
}

function withDialog(view: ViewState, dialog: Dialog): ViewState {
  return { ...view, dialog };
}

function told(view: ViewState, text: string): ViewState {
  return { ...view, message: { text, tone: 'warning' } };
}

function steer(request: Request): Effect {
  return { type: 'steer', request };
}
