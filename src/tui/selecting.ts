import { fieldsOf } from './fields.js';
import { parseFilter } from './filter.js';
import { comparison, type Sorting } from './sorting.js';
import type { ViewState } from './view-state.js';

/** The board with another filter; what is wrong with one that is not understood. */
export function withFilter(view: ViewState, text: string): ViewState | { readonly error: string } {
  const filter = parseFilter(text, fieldsIn(view));
  if ('error' in filter) return filter;
  const { accepts: _, ...selection } = view.selection;
  const filtered = text.trim() === '' ? selection : { ...selection, accepts: filter.accepts };
  return { ...view, filter: text.trim(), selection: filtered };
}

/** The board in another order; by standing without one. */
export function withSorting(view: ViewState, sorting: Sorting | undefined): ViewState {
  const field = fieldsIn(view).find(({ name }) => name === sorting?.field);
  const { compare: _, ...selection } = view.selection;
  const { sorting: __, ...rest } = view;
  if (sorting === undefined || field === undefined) return { ...rest, selection };
  return { ...rest, sorting, selection: { ...selection, compare: comparison(field, sorting.descending) } };
}

/** All trials, the best first. */
export function cleared(view: ViewState): ViewState {
  if (view.filter === '' && view.sorting === undefined) return view;
  const { sorting: _, ...rest } = view;
  return { ...rest, filter: '', selection: {} };
}

export function fieldsIn({ study }: ViewState) {
  return study.overview === undefined ? [] : fieldsOf(study.overview, study.trials);
}
