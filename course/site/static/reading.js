// Help while reading: definitions of terms on hover and focus, and a filter for long lists.
export function terms() {
  const box = document.createElement('div');
  box.className = 'ss-definition';
  box.id = 'ss-definition';
  box.setAttribute('role', 'tooltip');
  box.hidden = true;
  let open = null;
  const show = (term) => {
    if (!box.isConnected) document.body.append(box);
    open = term;
    box.textContent = term.dataset.says;
    box.hidden = false;
    term.setAttribute('aria-describedby', box.id);
    const at = term.getBoundingClientRect();
    const left = Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth - 12);
    box.style.left = `${Math.max(12, left) + scrollX}px`;
    const above = at.bottom + box.offsetHeight + 12 > innerHeight;
    box.style.top = `${(above ? at.top - box.offsetHeight - 8 : at.bottom + 8) + scrollY}px`;
  };
  const hide = () => {
    open?.removeAttribute('aria-describedby');
    open = null;
    box.hidden = true;
  };
  document.querySelectorAll('.ss-term').forEach((term) => {
    term.addEventListener('pointerenter', () => show(term));
    term.addEventListener('focus', () => show(term));
    term.addEventListener('pointerleave', (event) => { if (event.relatedTarget !== box) hide(); });
    term.addEventListener('blur', hide);
  });
  box.addEventListener('pointerleave', hide);
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape') hide(); });
}

// The theme leaves the toggles of its side bar, and of folded code, without names of their own.
export function names() {
  document.querySelectorAll('.bd-sidebar summary').forEach((toggle) => {
    const title = toggle.closest('li')?.querySelector('a')?.textContent.trim() ?? 'this section';
    toggle.setAttribute('aria-label', `Pages of ${title}`);
  });
  document.querySelectorAll('details.hide > summary').forEach((toggle) => {
    toggle.removeAttribute('aria-label');
  });
}

export function filters() {
  document.querySelectorAll('[data-filter]').forEach((input) => {
    const entries = [...document.querySelectorAll(input.dataset.filter)];
    const says = input.closest('.ss-filter').querySelector('[role="status"]');
    input.addEventListener('input', () => {
      const wanted = input.value.trim().toLowerCase();
      const count = entries.filter((entry) => {
        entry.hidden = !entry.textContent.toLowerCase().includes(wanted);
        return !entry.hidden;
      }).length;
      says.textContent = wanted ? `${count} of ${entries.length}` : '';
    });
  });
}
