import type { Page } from './page.js';

/** Sorting, filtering and picking rows of the table that the page already has. */
export function enlivenLeaderboard({ selection }: Page): void {
  const table = document.getElementById('leaderboard');
  const body = table?.querySelector('tbody');
  if (!table || !body) return;
  const firstRows = Number(table.dataset.firstRows);
  const rows = [...body.rows];
  const numberOf = (row: HTMLTableRowElement) => Number(row.dataset.trial);
  const showAll = document.getElementById('show-all');
  const count = document.getElementById('row-count');
  const clear = document.getElementById('clear-brushes');
  let showsAll = false;

  const refresh = () => {
    const kept = selection.kept();
    let matching = 0;
    for (const row of rows) {
      const matches = !kept || kept.has(numberOf(row));
      if (matches) matching++;
      row.hidden = !matches || (!showsAll && matching > firstRows);
      const picked = numberOf(row) === selection.trial();
      row.classList.toggle('picked', picked);
      row.querySelector('button')?.setAttribute('aria-pressed', String(picked));
    }
    const shown = showsAll ? matching : Math.min(matching, firstRows);
    if (count)
      count.textContent = `${shown === matching ? '' : `${shown} of `}${matching}${kept ? ` of ${rows.length}` : ''} trials`;
    if (showAll) showAll.hidden = shown === matching;
    if (clear) clear.hidden = !kept;
  };

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
    body.append(...rows);
    refresh();
  };

  for (const header of table.querySelectorAll('th'))
    header.querySelector('button')?.addEventListener('click', () => sortBy(header));
  for (const row of rows)
    row.addEventListener('click', () => selection.selectTrial(selection.trial() === numberOf(row) ? undefined : numberOf(row)));
  showAll?.addEventListener('click', () => {
    showsAll = true;
    refresh();
  });
  selection.onChange(refresh);
  refresh();
}
