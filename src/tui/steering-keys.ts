import type { ViewState } from './view-state.js';

/** What can be asked of a running study with a key. */
export type SteeringAsk =
  | 'pause'
  | 'stop-trial'
  | 'prune'
  | 'keep'
  | 'enqueue-like'
  | 'enqueue'
  | 'workers'
  | 'budget'
  | 'region'
  | 'stop';

export const steeringKeys: readonly { readonly ask: SteeringAsk; readonly key: string; readonly help: string }[] = [
  { ask: 'pause', key: 'P', help: 'pauses the study (running trials go on), or goes on with it' },
  { ask: 'stop-trial', key: 'x', help: 'stops the selected trial: it counts as failed' },
  { ask: 'prune', key: 'X', help: 'prunes the selected trial' },
  { ask: 'keep', key: 'u', help: 'lets the selected trial run on, whatever the pruner says' },
  { ask: 'enqueue-like', key: 'e', help: "tries parameters next that are made from the selected trial's" },
  { ask: 'enqueue', key: 'E', help: 'tries parameters next that are typed' },
  { ask: 'workers', key: 'w', help: 'changes how many trials run at a time' },
  { ask: 'budget', key: 'b', help: 'changes the total of trials or of time' },
  { ask: 'region', key: 'r', help: 'bans a part of the search space, or confines the search to one' },
  { ask: 'stop', key: 'D', help: 'ends the study after the running trials' },
];

/** What the list of actions says of one, given the study and the selected trial. */
export function actionText(ask: SteeringAsk, { study }: ViewState, trialNumber: number | undefined): string {
  const trial = trialNumber === undefined ? 'the selected trial' : `trial ${trialNumber}`;
  switch (ask) {
    case 'pause':
      return study.settings?.paused ? 'Go on with the study' : 'Pause the study; running trials go on';
    case 'stop-trial':
      return `Stop ${trial}: it counts as failed`;
    case 'prune':
      return `Prune ${trial}`;
    case 'keep':
      return `Let ${trial} run on, whatever the pruner says`;
    case 'enqueue-like':
      return `Try next: parameters made from those of ${trial}`;
    case 'enqueue':
      return 'Try next: parameters that are typed';
    case 'workers':
      return 'Change how many trials run at a time';
    case 'budget':
      return 'Change the total of trials or of time';
    case 'region':
      return 'Ban a part of the search space, or confine the search to one';
    case 'stop':
      return 'End the study after the running trials';
  }
}
