import * as echarts from 'echarts';
import { lineLook } from './line-look.js';
import { numberText } from './wording.js';

interface PlotLine {
  readonly name: string;
  /** From left to right. */
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface LinePlot {
  readonly title: string;
  readonly xName: string;
  readonly yName: string;
  /** With a logarithmic scale only positive values have a place. */
  readonly logarithmic: boolean;
  readonly lines: readonly PlotLine[];
}

/** Step lines of values that stay until the next point, as one SVG file. */
export function renderLinePlot({ title, xName, yName, logarithmic, lines }: LinePlot): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: 900, height: 520 });
  try {
    chart.setOption({
      animation: false,
      backgroundColor: '#ffffff',
      title: { text: title, left: 'center', textStyle: { fontSize: 16 } },
      legend: { top: 34 },
      grid: { left: 80, right: 32, top: 84, bottom: 56 },
      xAxis: { type: 'value', name: xName, nameLocation: 'middle', nameGap: 32, max: 'dataMax' },
      yAxis: {
        type: logarithmic ? 'log' : 'value',
        name: yName,
        nameLocation: 'middle',
        nameGap: 58,
        scale: true,
        axisLabel: { formatter: (value: number) => numberText(value) },
      },
      series: lines.map(({ name, points }, index) => ({
        name,
        type: 'line',
        step: 'end',
        showSymbol: false,
        color: lineLook(index).colour,
        lineStyle: { width: 2, type: lineLook(index).dash },
        data: points.filter(([, y]) => Number.isFinite(y) && (!logarithmic || y > 0)).map(([x, y]) => [x, y]),
      })),
    });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
