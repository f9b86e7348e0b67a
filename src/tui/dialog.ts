import type { Request } from '../core/steering.js';
import type { TextField } from './text-field.js';

/** What is to be done outside of the view. */
export type Effect =
  /** The user wants the study to stop, or to leave it where it is only watched. */
  | { readonly type: 'quit' }
  /** Into the clipboard. */
  | { readonly type: 'copy'; readonly text: string }
  | { readonly type: 'steer'; readonly request: Request };

/** What a line of text is asked for. */
export type Asked =
  | { readonly for: 'filter' }
  | { readonly for: 'search' }
  /** Parameters to try next, made from those of the trial `like`. */
  | { readonly for: 'parameters'; readonly like?: number }
  | { readonly for: 'workers' }
  | { readonly for: 'budget' }
  | { readonly for: 'region' };

export interface ListItem {
  /** What it stands for; of an action its key. */
  readonly id: string;
  readonly text: string;
}

/** What the user is asked now: the keys go there. */
export type Dialog =
  /** Yes or no. */
  | { readonly kind: 'question'; readonly text: string; readonly effect: Effect }
  | {
      readonly kind: 'prompt';
      readonly asked: Asked;
      readonly label: string;
      readonly field: TextField;
      /** What is wrong with what was entered. */
      readonly error?: string;
    }
  | {
      readonly kind: 'list';
      readonly of: 'sort' | 'columns' | 'actions';
      readonly title: string;
      readonly items: readonly ListItem[];
      readonly index: number;
    }
  /** Something to read, until any key. */
  | { readonly kind: 'note'; readonly title: string; readonly text: string };
