import { Box, type Key, Text, useInput, useStdin } from 'ink';
import { useEffect } from 'react';
import { BudgetBar } from './components/budget-bar.js';
import { Footer } from './components/footer.js';
import { Leaderboard } from './components/leaderboard.js';
import { NoticeLine } from './components/notice-line.js';
import { Rule } from './components/rule.js';
import { TallyLine } from './components/tally-line.js';
import { Title } from './components/title.js';
import { TrialPage } from './components/trial-page.js';
import { Workers } from './components/workers.js';
import type { Layout } from './layout.js';
import { layoutOf, selectedIndex, type ViewState } from './view-state.js';

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
      {view.page ? (
        <TrialPage lines={view.page} top={view.pageTop} height={places.page} />
      ) : (
        <Board view={view} places={places} />
      )}
      <Box flexGrow={1} />
      <Footer view={view} />
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
      {places.title && <Title overview={study.overview} />}
      {places.budget && <BudgetBar study={study} now={now} width={places.width} />}
      {places.tally && <TallyLine study={study} />}
      {places.notice && study.notice && <NoticeLine notice={study.notice} now={now} />}
      {places.rules && <Rule width={places.width} />}
    </>
  );
}

function Board({ view, places }: PartProps) {
  const { study, rows, top } = view;
  if (study.overview === undefined) return null;
  const { width, table } = places;
  return (
    <>
      {places.workers > 0 && <Workers study={study} lines={places.workers} width={width} />}
      <Leaderboard
        overview={study.overview}
        rows={rows}
        top={top}
        height={table}
        selected={selectedIndex(view)}
        width={width}
        rule={places.rules}
      />
    </>
  );
}
