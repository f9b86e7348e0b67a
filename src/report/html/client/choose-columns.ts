/** Hides and shows the table's columns by a rule each, which also holds for rows that are not in the page yet. */
export function chooseColumns(): void {
  const rules = document.getElementById('column-rules');
  const choice = document.getElementById('column-choice');
  if (!rules || !choice) return;
  choice.addEventListener('change', () => {
    const hidden = [...choice.querySelectorAll('input')].filter(({ checked }) => !checked);
    rules.textContent = hidden.map(({ value }) => `#leaderboard tr > :nth-child(${value}) { display: none; }`).join('\n');
  });
}
