import type { Request } from '../core/steering.js';
import { cursorMoved, searched } from './cursor.js';
import type { Asked } from './dialog.js';
import { parseDuration } from './duration.js';
import { parseParameters } from './parameter-text.js';
import { withFilter } from './selecting.js';
import { caused, type ViewState } from './view-state.js';

/** The view after a line of text was entered; what is wrong with it when it makes no sense. */
export function entered(view: ViewState, asked: Asked, text: string): ViewState | { readonly error: string } {
  switch (asked.for) {
    case 'filter': {
      const filtered = withFilter(view, text);
      return 'error' in filtered ? filtered : cursorMoved(filtered, 'first');
    }
    case 'search':
      return text === '' ? { ...view, search: '' } : searched({ ...view, search: text }, 1);
    case 'parameters': {
      const parsed = parseParameters(text, view.study.overview?.parameters ?? []);
      if ('error' in parsed) return parsed;
      return steered(view, {
        kind: 'enqueue',
        params: parsed.params,
        ...(asked.like !== undefined && { like: asked.like }),
      });
    }
    case 'workers': {
      const workers = wholeNumber(text);
      return workers === undefined ? { error: 'Expected a whole number from 1' } : steered(view, { kind: 'set', workers });
    }
    case 'budget':
      return newBudget(view, text);
    case 'region': {
      const [, kind, region] = /^\s*(ban|pin|lift)\s+(\S.*?)\s*$/.exec(text) ?? [];
      if (region === undefined) return { error: 'Expected ban, pin or lift and an expression, as in: ban learning_rate > 0.1' };
      return steered(view, { kind: kind as 'ban' | 'pin' | 'lift', region });
    }
  }
}

function newBudget(view: ViewState, text: string): ViewState | { readonly error: string } {
  const trials = wholeNumber(text);
  if (trials !== undefined) return steered(view, { kind: 'set', trials });
  const timeMs = parseDuration(text);
  if (timeMs !== undefined) return steered(view, { kind: 'set', timeMs });
  return { error: 'Expected a number of trials such as 200, or a time such as 90s, 30m or 2h30m' };
}

function steered(view: ViewState, request: Request): ViewState {
  return caused(view, { type: 'steer', request });
}

function wholeNumber(text: string): number | undefined {
  return /^\s*[1-9]\d{0,8}\s*$/.test(text) ? Number(text) : undefined;
}
