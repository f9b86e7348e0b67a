import { availableParallelism } from 'node:os';
import { type BackendName, type BackendReport, backendNames } from '../core/backend.js';
import { UsageError } from '../core/errors.js';
import { mayHaveGpu } from './gpu-presence.js';
import { probeInChild } from './probe-backend.js';

export interface BackendChoice {
  readonly chosen: BackendReport;
  /** Why this one, for people; empty when it was asked for by name. */
  readonly explanation: readonly string[];
}

/** Tries backends, all of them when none are named, each in a process of its own. Never throws for what one of them does. */
export function probeBackends(names: readonly BackendName[] = backendNames): Promise<BackendReport[]> {
  return Promise.all(names.map(probeInChild));
}

/** The backend that `auto` stands for: the first that works, but no pretended GPU and no plain JavaScript. */
export function automaticChoice(reports: readonly BackendReport[]): BackendReport | undefined {
  return reports.find(isAutomatic);
}

/**
 * The backend to compute on.
 * @throws UsageError when the one that was asked for does not work here.
 */
export async function chooseBackend(wanted: 'auto' | BackendName): Promise<BackendChoice> {
  if (wanted !== 'auto') return { chosen: await working(wanted), explanation: [] };
  const passedOver: string[] = [];
  for (const name of ['cuda', 'webgpu', 'native'] as const) {
    const report = name !== 'native' && !mayHaveGpu() ? noGpu(name) : await probeInChild(name);
    if (isAutomatic(report)) return { chosen: report, explanation: explain(report, passedOver) };
    passedOver.push(`${name}: ${report.emulated ? `${report.detail} is emulated` : report.detail}`);
  }
  const chosen = portable('wasm');
  return { chosen, explanation: explain(chosen, passedOver) };
}

/** Trials at a time: one a GPU, or one a core. */
export function defaultSlots({ name, devices, emulated }: BackendReport): number {
  const onGpu = (name === 'cuda' || name === 'webgpu') && !emulated;
  return onGpu ? Math.max(1, devices.length) : availableParallelism();
}

async function working(name: BackendName): Promise<BackendReport> {
  if (name === 'wasm' || name === 'cpu') return portable(name);
  const report = await probeInChild(name);
  if (report.works) return report;
  throw new UsageError(`The backend ${name} does not work here: ${report.detail}. \`hypersweep doctor\` shows which do`);
}

/** These two need nothing but Node, so that trying them first would only cost a second. */
function portable(name: 'wasm' | 'cpu'): BackendReport {
  const detail = name === 'wasm' ? 'WebAssembly, one thread a trial' : 'plain JavaScript: correct, but very slow';
  return { name, works: true, detail, devices: [] };
}

function isAutomatic({ name, works, emulated }: BackendReport): boolean {
  return works && !emulated && name !== 'cpu';
}

function explain(chosen: BackendReport, passedOver: readonly string[]): string[] {
  const why = passedOver.length > 0 ? ` (${passedOver.join('; ')})` : '';
  return [`Computing on ${chosen.name}: ${chosen.detail}${why}`];
}

function noGpu(name: BackendName): BackendReport {
  return { name, works: false, detail: 'this machine has no GPU', devices: [] };
}
