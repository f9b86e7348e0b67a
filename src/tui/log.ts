import type { StudyEvent } from '../core/events.js';
import { formatElapsed } from './duration.js';
import { type Line, line, textOf } from './line.js';
import { eventText } from './plain.js';
import { elapsedMs, type StudyState } from './state.js';
import { wrapped } from './text.js';
import type { Tone } from './theme.js';

/** Lines that are kept of what a study said. */
const KEPT_LINES = 2000;

/** The log with what an event says, if it says anything. */
export function logged(log: readonly Line[], event: StudyEvent, state: StudyState, before: StudyState): readonly Line[] {
  const text = eventText(event, state, before);
  if (text === undefined) return log;
  const time = `${formatElapsed(elapsedMs(state, event.at)).padStart(6)}  `;
  const line: Line = [
    { text: time, tone: 'muted' },
    { text, tone: toneOf(event, state, before) },
  ];
  return [...(log.length < KEPT_LINES ? log : log.slice(1)), line];
}

/** The log as lines of at most `width` characters; what does not fit goes on below its beginning. */
export function logPage(log: readonly Line[], width: number): Line[] {
  if (log.length === 0) return [line('Nothing has been said yet.', 'muted')];
  return log.flatMap(([time, ...rest]) => {
    const margin = ' '.repeat(time?.text.length ?? 0);
    const tone = rest[0]?.tone ?? 'plain';
    return wrapped(textOf(rest), Math.max(10, width - margin.length)).map(
      (text, i): Line => [i === 0 && time ? time : { text: margin, tone: 'plain' }, { text, tone }],
    );
  });
}

function toneOf(event: StudyEvent, state: StudyState, before: StudyState): Tone {
  if (event.type === 'notice') return event.level === 'warning' ? 'warning' : 'plain';
  if (event.type !== 'trial-finished') return 'plain';
  if (state.best?.number !== before.best?.number) return 'best';
  return event.trial.state === 'failed' ? 'bad' : event.trial.state === 'pruned' ? 'muted' : 'plain';
}
