import type { ChartHost } from '../../html/client/page.js';
import type { ComparisonData } from '../comparison-data.js';
import type { ComparisonParts } from '../comparison-script.js';

/** What the parts of the page's script share. */
export interface ComparisonPage extends ChartHost, Pick<ComparisonParts, 'numberText' | 'mountChart' | 'describeCost'> {
  readonly data: ComparisonData;
}
