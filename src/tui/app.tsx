import { Box, type Key, Text, useInput, useStdin } from 'ink';
import { useEffect } from 'react';
import { BudgetBar } from './components/budget-bar.js';
import { Leaderboard } from './components/leaderboard.js';
import { Lines } from './components/lines.js';
import { NoticeLine } from './components/notice-line.js';
import { Tabs } from './components/tabs.js';
import { TallyLine } from './components/tally-line.js';
import { Title } from './components/title.js';
import { Workers } from './components/workers.js';
import { dialogLines } from './dialog-lines.js';
import { footerLines } from './footer-lines.js';
import type { Layout } from './layout.js';
import { cutLine } from './line.js';
import { layoutOf } from './view-layout.js';
import type { ViewState } from './view-state.js';

interface Props {
  readonly view: ViewState;
  readonly onKey: (input: string, key: Key) => void;
  /** However the view ends, by `done`, a signal or an exit: Ink unmounts it. */
  readonly onLeave: () => void;
}

/** The whole screen, drawn from one state; it has none of its own. */
export function App({ view, onKey, onLeave }: Props) {
  // Without a terminal at the input, as in `hypersweep run x < list`, there are no keys.
  useInput(onKey, { isActive: useStdin().isRawModeSupported === true });
  useEffect(() => onLeave, [onLeave]);
  const places = layoutOf(view);
  return (
    <Box flexDirection="column" width={places.width} height={view.size.rows}>
      <Head view={view} places={places} />
      <Body view={view} places={places} />
      <Box flexGrow={1} />
      <Lines lines={footerLines(view, places.width)} />
    </Box>
  );
}

interface PartProps {
  readonly view: ViewState;
  readonly places: Layout;
}

function Head({ view, places }: PartProps) {
  const { study, now } = view;
  if (study.overview === undefined) return <Text>Starting...</Text>;
  return (
    <>
      {places.title && <Title overview={study.overview} among={view.among} />}
      {places.budget && <BudgetBar study={study} now={now} width={places.width} />}
      {places.tally && <TallyLine study={study} />}
      {places.notice && study.notice && <NoticeLine notice={study.notice} now={now} />}
      {places.rules && <Tabs pane={view.pane} width={places.width} />}
    </>
  );
}

function Body({ view, places }: PartProps) {
  const { study, pane, page, pageTop } = view;
  const { width, page: height, workers } = places;
  if (study.overview === undefined) return null;
  const asked = dialogLines(view.dialog, width, height);
  if (asked) return <Lines lines={asked.slice(0, height)} />;
  if (pane !== 'leaderboard') {
    const top = Math.min(pageTop, Math.max(0, page.length - height));
    return <Lines lines={page.slice(top, top + height).map((line) => cutLine(line, width))} />;
  }
  return (
    <>
      {workers > 0 && <Workers study={study} lines={workers} width={width} />}
      <Leaderboard view={view} />
    </>
  );
}
