/** Names and values for a pointer's box: built from elements and not from HTML text, so that names stay names. */
export function describeValues(lines: readonly (readonly [name: string, text: string])[], title = ''): HTMLElement {
  const element = (tag: string, text = '') => Object.assign(document.createElement(tag), { textContent: text });
  const box = element('div');
  box.className = 'tip';
  if (title) box.append(element('strong', title));
  const list = element('dl');
  for (const [name, text] of lines) list.append(element('dt', name), element('dd', text));
  box.append(list);
  return box;
}
