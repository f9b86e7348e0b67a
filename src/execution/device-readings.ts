import { execFile } from 'node:child_process';
import { cpus, freemem, totalmem } from 'node:os';
import type { DeviceReading } from '../core/device-reading.js';
import { mayHaveGpu } from './gpu-presence.js';

const MEGABYTE = 2 ** 20;
/** A driver that does not answer must not hold up the next reading. */
const PATIENCE_MS = 1500;
const GPU_QUERY = 'index,name,utilization.gpu,memory.used,memory.total,temperature.gpu';

/** Milliseconds that all cores together have been busy, and in all, since the machine started. */
interface CpuTimes {
  readonly busy: number;
  readonly all: number;
}

/**
 * A function that reads the machine's processors, its GPUs and this process. Loads are means since the reading before, so that
 * the first one has none of the processors. GPUs are those that `nvidia-smi` knows; where it is missing there are none.
 */
export function deviceReader(): () => Promise<readonly DeviceReading[]> {
  let before: CpuTimes | undefined;
  let usageBefore = { at: performance.now(), cpu: process.cpuUsage() };
  return async () => {
    const times = cpuTimes();
    const usage = { at: performance.now(), cpu: process.cpuUsage() };
    const cores = cpus();
    const [model = 'processor'] = cores.map((core) => core.model.trim());
    const readings: DeviceReading[] = [
      {
        name: 'cpu',
        detail: `${cores.length} cores, ${model}`,
        ...(before && times.all > before.all && { load: (times.busy - before.busy) / (times.all - before.all) }),
        memoryUsed: totalmem() - freemem(),
        memoryTotal: totalmem(),
      },
      ...(mayHaveGpu() ? await gpuReadings() : []),
      {
        name: 'hypersweep',
        detail: 'this process, with its worker threads',
        ...processLoad(usageBefore, usage),
        memoryUsed: process.memoryUsage.rss(),
      },
    ];
    before = times;
    usageBefore = usage;
    return readings;
  };
}

function cpuTimes(): CpuTimes {
  const sums = cpus().map(({ times }) => ({ busy: times.user + times.nice + times.sys + times.irq, idle: times.idle }));
  const busy = sums.reduce((sum, core) => sum + core.busy, 0);
  return { busy, all: sums.reduce((sum, core) => sum + core.idle, busy) };
}

interface Usage {
  readonly at: number;
  readonly cpu: NodeJS.CpuUsage;
}

/** Of all cores, as the processor's load is. */
function processLoad(before: Usage, now: Usage): Pick<DeviceReading, 'load'> {
  const elapsedUs = (now.at - before.at) * 1000;
  if (elapsedUs <= 0) return {};
  const busyUs = now.cpu.user - before.cpu.user + now.cpu.system - before.cpu.system;
  return { load: Math.min(1, busyUs / elapsedUs / cpus().length) };
}

function gpuReadings(): Promise<DeviceReading[]> {
  return new Promise((resolve) => {
    const args = [`--query-gpu=${GPU_QUERY}`, '--format=csv,noheader,nounits'];
    execFile('nvidia-smi', args, { timeout: PATIENCE_MS }, (error, output) => resolve(error ? [] : parseGpus(output)));
  });
}

/** What `nvidia-smi` prints: a line a GPU. A figure that a card does not know stands there as `[N/A]`. */
export function parseGpus(output: string): DeviceReading[] {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => {
    const [index = '?', name = '', ...figures] = line.split(',').map((cell) => cell.trim());
    const [load, used, total, temperature] = figures.map((figure) => (figure === '' ? Number.NaN : Number(figure)));
    return {
      name: `gpu ${index}`,
      detail: name,
      ...known('load', load, 0.01),
      ...known('memoryUsed', used, MEGABYTE),
      ...known('memoryTotal', total, MEGABYTE),
      ...known('temperature', temperature, 1),
    };
  });
}

function known(key: keyof DeviceReading, value: number | undefined, unit: number): Partial<DeviceReading> {
  return value !== undefined && Number.isFinite(value) ? { [key]: value * unit } : {};
}

/** The GPUs that `nvidia-smi` knows, such as `NVIDIA H100 80GB HBM3`. */
export async function gpuNames(): Promise<string[]> {
  return mayHaveGpu() ? (await gpuReadings()).map(({ detail }) => detail) : [];
}
