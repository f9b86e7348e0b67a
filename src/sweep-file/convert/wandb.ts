/** W&B's sweeps, whose format is ours but for what is about W&B's server or not supported. */
import { isObject } from '../check.js';
import type { Converted, Settings } from './converted.js';
import { programRemark } from './converted.js';

const aboutServer = ['project', 'entity', 'controller', 'job', 'image_uri'];

export function isWandb(document: Settings): boolean {
  return isObject(document.parameters) && !Array.isArray(document.parameters);
}

export function fromWandb(document: Settings): Converted {
  const remarks: string[] = [];
  const kept = Object.entries(document).filter(([key, value]) => {
    if (aboutServer.includes(key)) remarks.push(`${key} is left out: it is about W&B's server`);
    else if (key === 'command') remarks.push(`command is left out: ${[value].flat().join(' ')}`);
    else return true;
    return false;
  });
  if (document.program === undefined && document.module === undefined && document.task === undefined) remarks.push(programRemark);
  return { from: 'W&B', sweep: Object.fromEntries(kept), remarks };
}
