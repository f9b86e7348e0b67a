import { footerLines } from './footer-lines.js';
import { type Layout, layout } from './layout.js';
import type { ViewState } from './view-state.js';

/** Where everything of a view stands now. */
export function layoutOf(view: ViewState): Layout {
  const { size, study } = view;
  return layout(size, study.activities.length, study.notice !== undefined, footerLines(view, size.columns - 1).length);
}
