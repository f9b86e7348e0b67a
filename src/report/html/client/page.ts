/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type * as echarts from 'echarts';
import type { parseTrialFilter } from '../../../study/trial-filter.js';
import type { ReportData } from '../report-data.js';
import type { TrialDetails } from '../trial-details.js';
import type { courseAxes } from './course-axes.js';
import type { describeTrial } from './describe-trial.js';
import type { describeValues } from './describe-values.js';
import type { followBrushes } from './follow-brushes.js';
import type { mountChart } from './mount-chart.js';
import type { drawPickedCurve } from './picked-curve.js';
import type { ReportTheme } from './theme.js';
import type { thinned } from './thinned.js';
import type { trialFacts, trialSummary } from './trial-facts.js';
import type { trialFields } from './trial-fields.js';
import type { trialMarks } from './trial-marks.js';
import type { unpack } from './unpack.js';

/**
 * What the parts of the page's script share. Each part is a function that reads nothing but its arguments and the browser's
 * globals: the page carries their sources, not their modules.
 */
export interface Page extends ChartHost {
  readonly data: ReportData;
  readonly selection: Selection;
  readonly numberText: (value: number) => string;
  readonly shareText: (share: number) => string;
  readonly durationText: (milliseconds: number) => string;
  readonly timeText: (at: number) => string;
  readonly unpack: typeof unpack;
  /** Unpacked at the first call. */
  readonly details: () => Promise<TrialDetails>;
  readonly parseTrialFilter: typeof parseTrialFilter;
  readonly trialFields: typeof trialFields;
  readonly trialSummary: typeof trialSummary;
  readonly trialFacts: typeof trialFacts;
  readonly drawPickedCurve: typeof drawPickedCurve;
  /** What a pointer over a trial shows. */
  readonly describeTrial: typeof describeTrial;
  readonly describeValues: typeof describeValues;
  readonly thinned: typeof thinned;
  readonly trialMarks: typeof trialMarks;
  readonly courseAxes: typeof courseAxes;
  readonly followBrushes: typeof followBrushes;
  /** Draws into the element with this id now, and again whenever theme, size or selection change. */
  readonly mountChart: typeof mountChart;
}

/** What any chart needs of its page. */
export interface ChartHost {
  readonly echarts: typeof echarts;
  readonly readTheme: () => ReportTheme;
  /** Left out: there is nothing to pick. */
  readonly selection?: Pick<Selection, 'onChange'>;
}

/** What the reader has picked. */
export interface Selection {
  /** The number of the trial that every chart highlights. */
  trial(): number | undefined;
  selectTrial(trial: number | undefined): void;
  /** Trial numbers that both the brushes and the filter keep; undefined: all of them. */
  kept(): ReadonlySet<number> | undefined;
  keep(by: 'brushes' | 'filter', trials: ReadonlySet<number> | undefined): void;
  onChange(listener: () => void): void;
}
