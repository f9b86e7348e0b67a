import type { Page } from './page.js';

/** Sorting and picking rows of the table that are kept, the first of which the page already has. */
export function enlivenLeaderboard({ selection, unpack }: Page): void {
  const table = document.getElementById('leaderboard');
  const body = table?.querySelector('tbody');
  if (!table || !body) return;
  const rows = [...body.rows];
  const firstRows = rows.length;
  const total = Number(table.dataset.rows);
  const numberOf = (row: HTMLTableRowElement) => Number(row.dataset.trial);
  const showAll = document.getElementById('show-all');
  const count = document.getElementById('row-count');
  const again = document.getElementById('show-all-again');
  let showsAll = false;
  for (const tool of document.querySelectorAll<HTMLElement>('.table-tools')) tool.hidden = false;

  const refresh = () => {
    const kept = selection.kept();
    const matching = kept ? rows.filter((row) => kept.has(numberOf(row))) : rows;
    const matches = kept ? matching.length : total;
    const shown = showsAll ? matching : matching.slice(0, firstRows);
    // Only rows that are seen are in the page: thousands of others would make it slow.
    if (shown.length !== body.rows.length || shown.some((row, index) => row !== body.rows[index])) body.replaceChildren(...shown);
    for (const row of shown) {
      const picked = numberOf(row) === selection.trial();
      row.classList.toggle('picked', picked);
      row.querySelector('button')?.setAttribute('aria-pressed', String(picked));
    }
    const of = kept ? ` of ${total}` : '';
    if (count) count.textContent = `${shown.length === matches ? '' : `${shown.length} of `}${matches}${of} trials`;
    if (showAll) showAll.hidden = shown.length === matches;
    if (again) again.hidden = !kept;
  };

  let unpacking: Promise<void> | undefined;
  const unpackAll = () => {
    unpacking ??= unpack('more-rows').then((markup) => {
      const template = document.createElement('template');
      template.innerHTML = `<table><tbody>${markup}</tbody></table>`;
      rows.push(...template.content.querySelectorAll('tr'));
    });
    return unpacking;
  };
  /** With all rows at hand; at once when they are. */
  const withAll = (then: () => void) => (rows.length === total ? then() : void unpackAll().then(then));

  const sortBy = (header: HTMLTableCellElement) => {
    const ascending = header.ariaSort !== 'ascending';
    for (const other of table.querySelectorAll('th')) other.removeAttribute('aria-sort');
    header.ariaSort = ascending ? 'ascending' : 'descending';
    const key = (row: HTMLTableRowElement) => row.cells[header.cellIndex]?.dataset.sort ?? '';
    rows.sort((a, b) => {
      const [left, right] = [key(a), key(b)];
      // Cells without a value stay at the end, whichever way the others go.
      if (left === '' || right === '') return Number(left === '') - Number(right === '');
      const numeric = Number(left) - Number(right);
      const order = Number.isNaN(numeric) ? left.localeCompare(right) : numeric;
      return ascending ? order : -order;
    });
    refresh();
  };

  for (const header of table.querySelectorAll('th'))
    header.querySelector('button')?.addEventListener('click', () => withAll(() => sortBy(header)));
  body.addEventListener('click', ({ target }) => {
    const row = (target as Element).closest('tr');
    if (row) selection.selectTrial(selection.trial() === numberOf(row) ? undefined : numberOf(row));
  });
  showAll?.addEventListener('click', () => {
    showsAll = true;
    withAll(refresh);
  });
  selection.onChange(() => (selection.kept() ? withAll(refresh) : refresh()));
  refresh();
}
