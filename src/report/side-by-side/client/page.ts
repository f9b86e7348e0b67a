import type { ChartHost } from '../../html/client/page.js';
import type { EffortKind } from '../course.js';
import type { SideBySideData } from '../page-data.js';
import type { SideBySideParts } from '../page-script.js';

/** What the parts of the page's script share. */
export interface SideBySidePage
  extends ChartHost,
    Pick<SideBySideParts, 'numberText' | 'durationText' | 'mountChart' | 'describeEffort'> {
  readonly data: SideBySideData;
  /** What the reader wants the chart to run over. */
  readonly effort: () => EffortKind;
}
