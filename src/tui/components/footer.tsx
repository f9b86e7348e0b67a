import { Text } from 'ink';
import type { ViewState } from '../view-state.js';
import { Span } from './span.js';

/** The last line: a question, or what is going on, or the keys. */
export function Footer({ view }: { readonly view: ViewState }) {
  if (view.asking) {
    return (
      <Text wrap="truncate">
        <Span tone="warning">Stop the study? Running trials are ended, everything is saved. y/n</Span>
      </Text>
    );
  }
  return (
    <Text wrap="truncate">
      {statusOf(view) && <Span tone="warning">{`${statusOf(view)}  `}</Span>}
      <Span tone="muted">{keysOf(view)}</Span>
    </Text>
  );
}

function statusOf({ study, stopping }: ViewState): string {
  if (study.ended) return 'ended';
  return stopping || study.ending === 'interrupted' ? 'stopping...' : '';
}

function keysOf({ page, showsHelp, stopping }: ViewState): string {
  if (page) {
    return showsHelp
      ? 'up/down j/k PgUp/PgDn Home/End scroll; left/right other trial; Esc Enter q back'
      : 'Esc back  left/right other trial  up/down scroll  ? help';
  }
  return showsHelp
    ? 'j/k PgUp/PgDn Home/End move; Home follows the best; curve: up is better'
    : `up/down select  Enter open  ${stopping ? 'Ctrl-C end at once' : 'q stop'}  ? help`;
}
