import { renderToString } from 'ink';
import { App } from '../../src/tui/app.js';
import { screenLines } from '../../src/tui/screen.js';
import type { ViewState } from '../../src/tui/view-state.js';

/** The whole screen, as Ink draws it. */
export function screenText(view: ViewState): string {
  const { columns } = view.size;
  const app = <App lines={screenLines(view)} width={Math.max(1, columns - 1)} onKey={() => {}} onLeave={() => {}} />;
  return renderToString(app, { columns });
}
