import { Text } from 'ink';
import { keyOf } from '../bindings.js';
import { type Pane, panes } from '../view-state.js';
import { Span } from './span.js';

const names: Readonly<Record<Pane, string>> = {
  leaderboard: 'board',
  trial: 'trial',
  curves: 'curves',
  importance: 'importance',
  timeline: 'timeline',
  devices: 'devices',
  log: 'log',
  help: 'help',
};

/** The views and their keys, across the screen; where that is too narrow, the name of the one that is shown alone. */
export function Tabs({ pane, width }: { readonly pane: Pane; readonly width: number }) {
  const all = panes.map((each, i) => ({ each, text: `${keyOf(each, i)} ${names[each]}` }));
  const isWide = all.reduce((sum, { text }) => sum + text.length + 2, -2) <= width;
  const tabs = isWide ? all : all.map(({ each, text }, i) => ({ each, text: each === pane ? text : keyOf(each, i) }));
  return (
    <Text wrap="truncate">
      {tabs.map(({ each, text }, i) => (
        <Span key={each} tone={each === pane ? 'title' : 'muted'}>
          {i === 0 ? text : `  ${text}`}
        </Span>
      ))}
    </Text>
  );
}
