import { availableParallelism } from 'node:os';
import { type BackendName, type BackendReport, backendNames, type Device, deviceSyntax, parseDevice } from '../core/backend.js';
import { UsageError } from '../core/errors.js';
import { mayHaveGpu } from './gpu-presence.js';
import { probeInChild } from './probe-backend.js';
import { type SlotDevice, slotDevice, slotsOn } from './slot-device.js';

interface BackendChoice {
  readonly chosen: BackendReport;
  /** Why this one, for people; empty when it was asked for by name. */
  readonly explanation: readonly string[];
}

/** Tries backends, all of them when none are named, each in a process of its own. Never throws for what one of them does. */
export async function probeBackends(names: readonly BackendName[] = backendNames): Promise<BackendReport[]> {
  const reports: BackendReport[] = [];
  // One after the other: each measures its speed.
  for (const name of names) reports.push(await probeInChild(name));
  return reports;
}

/**
 * The backend that `auto` stands for: the one that trains most, all its slots together, of a small network such as most trials
 * train; but no pretended GPU and no plain JavaScript. A GPU reached through many small commands can be slower than a core.
 */
export function automaticChoice(reports: readonly BackendReport[]): BackendReport | undefined {
  return reports.filter(isAutomatic).toSorted((a, b) => throughput(b) - throughput(a))[0];
}

/** Samples a second of all slots together. */
function throughput(report: BackendReport): number {
  return (report.samplesPerSecond ?? 0) * defaultSlots(report);
}

/**
 * The backend to compute on.
 * @throws UsageError when the one that was asked for does not work here.
 */
async function chooseBackend(wanted: 'auto' | BackendName): Promise<BackendChoice> {
  if (wanted !== 'auto') return { chosen: await working(wanted), explanation: [] };
  const reports: BackendReport[] = [];
  for (const name of ['cuda', 'webgpu', 'native'] as const)
    reports.push(name !== 'native' && !mayHaveGpu() ? noGpu(name) : await probeInChild(name));
  // Without a rival it need not be measured, which would take a second.
  reports.push(reports.some(isAutomatic) ? await probeInChild('wasm') : portable('wasm'));
  const chosen = automaticChoice(reports) ?? portable('wasm');
  return { chosen, explanation: explain(chosen, reports) };
}

/** What is asked for, in a sweep file or on the command line. */
export interface Computing {
  readonly backend: 'auto' | BackendName;
  readonly devices?: readonly string[] | undefined;
  readonly perDevice?: number | undefined;
  /** Trials at a time. */
  readonly workers?: number | undefined;
}

export interface SlotChoice {
  readonly slots: readonly SlotDevice[];
  /** Why these, for people; empty where they were asked for. */
  readonly explanation: readonly string[];
}

/**
 * The slots to run trials in: on the devices that are named, else on those of the backend. One a GPU, or one a core, unless said.
 * @throws UsageError when what was asked for is not there, or does not work
 */
export async function chooseSlots({ backend, devices, perDevice = 1, workers }: Computing): Promise<SlotChoice> {
  if (devices !== undefined) {
    if (backend !== 'auto') throw new UsageError('Expected either a backend or devices, got both: the devices say which backend');
    const found = await namedDevices(devices);
    return { slots: slotsOn(found, workers ?? found.length * perDevice), explanation: [] };
  }
  const { chosen, explanation } = await chooseBackend(backend);
  const { name, devices: models } = chosen;
  const found = (models.length > 0 ? models : ['']).map((model, index) => slotDevice({ backend: name, index }, model));
  return { slots: slotsOn(found, workers ?? defaultSlots(chosen) * perDevice), explanation };
}

async function namedDevices(texts: readonly string[]): Promise<SlotDevice[]> {
  const devices = texts.map((text) => {
    const device = parseDevice(text);
    if (device === undefined) throw new UsageError(`Expected ${deviceSyntax}, got "${text}"`);
    return device;
  });
  const probed = ({ backend, adapter }: Device) => JSON.stringify([backend, adapter]);
  const probes = [...new Map(devices.map((device) => [probed(device), device]))];
  const reports = new Map(
    await Promise.all(probes.map(async ([key, { backend, adapter }]) => [key, await working(backend, adapter)] as const)),
  );
  return devices.map((device) => slotOn(device, reports.get(probed(device)) as BackendReport));
}

/** @throws UsageError for a GPU that is not there */
function slotOn(device: Device, { devices: models }: BackendReport): SlotDevice {
  if (device.backend === 'cuda' && device.index >= models.length) {
    const there = models.map((model, index) => `cuda:${index} ${model}`).join(', ');
    throw new UsageError(`Expected one of the GPUs that are there (${there}), got cuda:${device.index}`);
  }
  return device.adapter === undefined ? slotDevice(device, models[device.index]) : { device, name: `webgpu:${device.adapter}` };
}

/** Trials at a time: one a GPU, or one a core. */
function defaultSlots({ name, devices, emulated }: BackendReport): number {
  const onGpu = (name === 'cuda' || name === 'webgpu') && !emulated;
  return onGpu ? Math.max(1, devices.length) : availableParallelism();
}

async function working(name: BackendName, device?: string): Promise<BackendReport> {
  if (name === 'wasm' || name === 'cpu') return portable(name);
  const report = await probeInChild(name, device);
  if (report.works) return report;
  const [why, ...remedies] = report.detail.split('\n');
  const help = remedies.map((line) => `\n- ${line}`).join('');
  throw new UsageError(`The backend ${name} does not work here: ${why}. \`hypersweep doctor\` shows which do${help}`);
}

/** These two need nothing but Node, so that trying them first would only cost a second. */
function portable(name: 'wasm' | 'cpu'): BackendReport {
  const detail = name === 'wasm' ? 'WebAssembly, one thread a trial' : 'plain JavaScript: correct, but very slow';
  return { name, works: true, detail, devices: [] };
}

function isAutomatic({ name, works, emulated }: BackendReport): boolean {
  return works && !emulated && name !== 'cpu';
}

function explain(chosen: BackendReport, reports: readonly BackendReport[]): string[] {
  const passedOver = reports.filter((report) => report !== chosen).map((report) => `${report.name}: ${whyNot(report, chosen)}`);
  return [`Computing on ${chosen.name}: ${chosen.detail} (${passedOver.join('; ')})`];
}

function whyNot(report: BackendReport, chosen: BackendReport): string {
  const [detail = ''] = report.detail.split('\n');
  if (!report.works) return detail;
  if (report.emulated) return `${detail} is emulated`;
  const share = throughput(report) / throughput(chosen);
  const hint = report.name === 'wasm' ? '' : `; --backend ${report.name} for large models`;
  return `trains a small network at ${share.toPrecision(2)} times the speed${hint}`;
}

function noGpu(name: BackendName): BackendReport {
  return { name, works: false, detail: 'this machine has no GPU', devices: [] };
}
