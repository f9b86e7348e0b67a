import type { LineSeriesOption } from 'echarts';
import type { TrialData } from '../report-data.js';
import type { Page } from './page.js';

/** The objective over the steps, a line a trial. */
export function drawCurves(page: Page): void {
  const { data, selection } = page;
  const { low, high } = data.curveValues;
  const withCurve = data.trials.filter(({ curve }) => curve.length > 0);
  const sample = withCurve.filter(({ number }) => data.curvesShown.includes(number));
  const points = sample.reduce((sum, { curve }) => sum + curve.length, 0);
  const lastStep = Math.max(1, ...withCurve.map(({ curve }) => curve.at(-1)?.[0] ?? 1));

  const chart = page.mountChart(page, 'curves-chart', points * 2, (theme) => {
    const colours = {
      complete: theme.complete,
      pruned: theme.pruned,
      failed: theme.failed,
      running: theme.complete,
      waiting: theme.pruned,
    };
    const kept = selection.kept();
    const line = (trial: TrialData, look: { color: string; width: number; opacity: number; z: number }): LineSeriesOption => ({
      type: 'line',
      name: String(trial.number),
      z: look.z,
      data: trial.curve.map(([step, value]) => [step, Math.min(high, Math.max(low, value))]),
      symbol: 'circle',
      symbolSize: 6,
      // The marks are there to be pointed at; a curve of one point has nothing else to show.
      itemStyle: { color: look.color, opacity: trial.curve.length === 1 ? look.opacity : 0 },
      lineStyle: { color: look.color, width: look.width, opacity: look.opacity },
      emphasis: { itemStyle: { opacity: 1 }, lineStyle: { opacity: 1, width: 2.5 } },
      tooltip: { formatter: () => page.describeTrial(page, trial) },
    });
    const series = sample
      .filter(({ number }) => number !== data.best && number !== selection.trial())
      .map((trial) => {
        const faded = kept && !kept.has(trial.number);
        return line(trial, {
          color: colours[trial.state],
          width: 1.2,
          opacity: faded ? 0.08 : 0.6,
          z: trial.state === 'complete' ? 3 : 2,
        });
      });
    for (const trial of withCurve) {
      if (trial.number === data.best) series.push(line(trial, { color: theme.best, width: 2.5, opacity: 1, z: 4 }));
      if (trial.number === selection.trial()) series.push(line(trial, { color: theme.ink, width: 3, opacity: 1, z: 5 }));
    }
    return {
      ...page.courseAxes(page, theme, 'epoch', Math.max(2, lastStep), data.curveValues),
      series,
    };
  });
  chart?.on('click', ({ seriesName }) => selection.selectTrial(Number(seriesName)));
}
