import type { StudyEvent } from '../core/events.js';

/** An event as one line of JSON, for programs. NaN and infinities, which JSON lacks, become null. */
export function jsonLine(event: StudyEvent): string {
  return JSON.stringify(event);
}
