import type { DeviceReading } from '../core/device-reading.js';
import { type Line, line } from './line.js';
import type { StudyState } from './state.js';
import { bar, padded } from './text.js';

/** Where there is room for the longest line with it. */
const BAR_WIDTH = 12;
const NARROW_BAR = 6;
const NARROW = 90;
const LEVELS = '▁▂▃▄▅▆▇█';
const GIGABYTE = 2 ** 30;

/** Load and memory of the devices, with their load of the last minutes, and what runs on each. */
export function devicesPage(readings: readonly (readonly DeviceReading[])[], study: StudyState, width: number): Line[] {
  const now = readings.at(-1);
  if (now === undefined) return [line('Reading the devices...', 'muted')];
  const nameWidth = Math.max(...now.map(({ name }) => name.length));
  return [
    ...now.flatMap((reading) => {
      const history = readings.map((each) => each.find(({ name }) => name === reading.name)?.load);
      return [...deviceLines(reading, history, nameWidth, width), line('')];
    }),
    line('Slots', 'title'),
    ...study.activities.map(({ slot, trialNumber }) =>
      line(
        `${String(slot.index).padStart(2)} ${slot.device}  ${trialNumber === undefined ? 'idle' : `trial ${trialNumber}`}`,
        trialNumber === undefined ? 'muted' : 'plain',
      ),
    ),
  ];
}

function deviceLines(
  { name, detail, load, memoryUsed, memoryTotal, temperature }: DeviceReading,
  history: readonly (number | undefined)[],
  nameWidth: number,
  width: number,
): Line[] {
  const barWidth = width < NARROW ? NARROW_BAR : BAR_WIDTH;
  const parts = [
    load === undefined ? '' : `load ${bar(load, barWidth)} ${`${Math.round(100 * load)}%`.padStart(4)}`,
    memoryText(memoryUsed, memoryTotal, barWidth),
    temperature === undefined ? '' : `${Math.round(temperature)} °C`,
  ].filter((part) => part !== '');
  const curve = history.slice(-Math.max(0, width - nameWidth - 7)).map((share) => LEVELS[Math.round((share ?? 0) * 7)]);
  return [
    [
      { text: `${padded(name, nameWidth)}  `, tone: 'title' },
      { text: detail, tone: 'plain' },
    ],
    line(`${' '.repeat(nameWidth)}  ${parts.join('   ')}`),
    ...(load === undefined ? [] : [line(`${' '.repeat(nameWidth)}  ${curve.join('')}`, 'running')]),
  ];
}

function memoryText(used: number | undefined, total: number | undefined, barWidth: number): string {
  if (used === undefined) return '';
  const text = (used / GIGABYTE).toFixed(1);
  if (total === undefined) return `memory ${text} GB`;
  return `memory ${bar(used / total, barWidth)} ${text} of ${(total / GIGABYTE).toFixed(1)} GB`;
}
