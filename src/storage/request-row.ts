import type { RecordedRequest } from '../core/steering.js';

export interface RequestRow {
  readonly id: number;
  /** JSON. */
  readonly request: string;
  readonly asked_at: number;
  readonly answered_at: number | null;
  readonly outcome: 'done' | 'refused' | null;
  readonly message: string | null;
}

export function toRequest({ id, request, asked_at, answered_at: at, outcome, message }: RequestRow): RecordedRequest {
  const answered = outcome !== null && message !== null && at !== null;
  return { id, request: JSON.parse(request), askedAt: asked_at, ...(answered && { answer: { outcome, message, at } }) };
}
