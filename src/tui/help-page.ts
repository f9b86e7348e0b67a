import { bindings, groups } from './bindings.js';
import { blank, type Line, line } from './line.js';
import { movementHelp } from './movement-keys.js';
import { padded, wrapped } from './text.js';
import type { ViewState } from './view-state.js';

const KEY_WIDTH = 16;

/** All keys, by what they are for. */
export function helpPage({ steers, among }: ViewState, width: number): Line[] {
  const sections = groups
    .filter((group) => group !== 'Steering' || steers)
    .map((group) => ({
      title: group,
      keys: bindings.flatMap((binding) =>
        binding.group === group && binding.help !== '' ? [[binding.shown, binding.help] as const] : [],
      ),
    }));
  const several = among === undefined ? [] : [['[ ]', 'the study before and the next one'] as const];
  const [views, ...others] = sections;
  const all = [
    { title: 'Views', keys: [...(views?.keys ?? []), ...several] },
    { title: 'Moving', keys: movementHelp },
    ...others,
  ];
  return all.flatMap(({ title, keys }, i) => [
    ...(i === 0 ? [] : [blank]),
    line(title, 'title'),
    ...keys.flatMap(([shown, help]) => explained(shown, help, width)),
  ]);
}

function explained(shown: string, help: string, width: number): Line[] {
  return wrapped(help, Math.max(10, width - KEY_WIDTH - 2)).map((text, i) => [
    { text: `${padded(i === 0 ? shown : '', KEY_WIDTH)}  `, tone: 'running' },
    { text, tone: 'plain' },
  ]);
}
